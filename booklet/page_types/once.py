"""Work that is done once for all customers who give it the same to read.

A rule over `plan` has as many answers as there are plans, and a brochure has one. Nobody has to say so: while a
customer's page is looked at, it is noted what of the customer's is read, in order. Results are kept in a tree that is
branched by the answers, so that the next customer walks down what was read, and finds the result or the place where
it has to be worked out. Work must depend on nothing but what it reads through its `Inputs`, and on what all
customers share.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, TypeVar, cast

from booklet.templates import Facts

_Held = TypeVar("_Held", bound=Hashable)

_WHOLE = ""
"""The key under which all of a mapping is read at once: no key of its own is empty."""
_ABSENT = object()
_TRIALS = 64

Question = tuple[str, str]
"""A source ("values") and a key in it ("plan")."""


class Reading:
    """All that is a customer's own, by source, and a log of what was read of it."""

    __slots__ = ("_sources", "log")

    def __init__(self, sources: Mapping[str, Mapping[str, Any]]) -> None:
        self._sources = sources
        self.log: list[tuple[Question, Hashable]] = []

    def read(self, question: Question) -> Hashable:
        """Return the answer to a question, and note both; an answer of its own stands for a key that is not there."""
        source, key = question
        answer: Hashable
        if key == _WHOLE:
            answer = tuple(sorted(self._sources[source].items()))
        else:
            answer = self._sources[source].get(key, _ABSENT)
        self.log.append((question, answer))
        return answer

    def keys(self, source: str) -> Mapping[str, Any]:
        """Return all of a source, and note that all of it was read."""
        self.read((source, _WHOLE))
        return self._sources[source]


class Noted(Mapping[str, _Held]):
    """A mapping of a customer's own, of which each look-up is noted."""

    __slots__ = ("_reading", "_source")

    def __init__(self, reading: Reading, source: str) -> None:
        self._reading, self._source = reading, source

    def __getitem__(self, key: str) -> _Held:
        answer = self._reading.read((self._source, key))
        if answer is _ABSENT:
            raise KeyError(key)
        return cast(_Held, answer)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value under a key, `default` where there is none."""
        answer = self._reading.read((self._source, key))
        return default if answer is _ABSENT else answer

    def __contains__(self, key: object) -> bool:
        return self._reading.read((self._source, str(key))) is not _ABSENT

    def __iter__(self) -> Iterator[str]:
        return iter(self._reading.keys(self._source))

    def __len__(self) -> int:
        return len(self._reading.keys(self._source))


class NotedFacts(Facts):
    """Facts of which it is noted what is read of the customer: values, and the name."""

    def __init__(self, facts: Facts, reading: Reading) -> None:
        self.__dict__.update(facts.__dict__, values=Noted(reading, "values"), _reading=reading)

    @property
    def customer(self) -> str:
        """The customer's name."""
        return str(self.__dict__["_reading"].read(("customer", "name")))


class _Leaf:
    __slots__ = ("result",)

    def __init__(self, result: object) -> None:
        self.result = result


class _Branch:
    __slots__ = ("below", "question")

    def __init__(self, question: Question) -> None:
        self.question = question
        self.below: dict[Hashable, _Branch | _Leaf] = {}


class _Tree:
    """The results of some work by what it read; given up where hardly any two customers give it the same."""

    __slots__ = ("found", "given_up", "made", "root")

    def __init__(self) -> None:
        self.root: _Branch | _Leaf | None = None
        self.found = self.made = 0
        self.given_up = False

    def keep(self, read: list[tuple[Question, Hashable]], result: object) -> None:
        self.made += 1
        self.given_up = self.made >= _TRIALS and self.found < self.made
        path = list(dict(read).items())  # each question once, where it was first asked
        if not path:
            self.root = _Leaf(result)
            return
        if self.root is None:
            self.root = _Branch(path[0][0])
        node = self.root
        for (question, answer), following in zip(path, [*path[1:], None], strict=True):
            if not isinstance(node, _Branch) or node.question != question:
                return  # it reads in no order that can be foretold: nothing is kept
            if following is None:
                node.below[answer] = _Leaf(result)
            else:
                node = node.below.setdefault(answer, _Branch(following[0]))


class Once:
    """The results of all work that is done in a pass over many customers."""

    def __init__(self) -> None:
        self._trees: dict[Hashable, _Tree] = {}

    def do(self, key: Hashable, reading: Reading, work: Callable[[], Any]) -> Any:
        """Return what `work` gives, which is the same for equal keys and equal answers to what it reads."""
        tree = self._trees.get(key)
        if tree is None:
            tree = self._trees[key] = _Tree()
        if tree.given_up:
            return work()
        start, node = len(reading.log), tree.root
        while isinstance(node, _Branch):
            node = node.below.get(reading.read(node.question))
        if node is not None:
            tree.found += 1
            return node.result
        result = work()
        tree.keep(reading.log[start:], result)
        return result
