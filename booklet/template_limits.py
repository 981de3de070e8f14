"""The sandbox of templates, with limits: no template of any author runs for ever or fills the memory.

What jinja2's sandbox leaves open is counted or refused before it is done: passes of loops and calls by a budget of
steps, the lengths of what texts are joined, repeated, padded or replaced to. Constant expressions are worked out when
a template is checked, under the same limits.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import jinja2
import jinja2.nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST_OUTPUT = 1_000_000
_MOST_STEPS = 100_000
_LONGEST = 100_000
_WIDEST = 10_000
_WIDE_FORMAT = re.compile(r"\d{5,}|\*|\{[^{}]*\{")

_steps: ContextVar[list[int]] = ContextVar("_steps")
"""The number of steps that are left for the template that is being filled."""


@contextmanager
def budget() -> Iterator[None]:
    """Give the template that is filled inside its steps."""
    token = _steps.set([_MOST_STEPS])
    try:
        yield
    finally:
        _steps.reset(token)


def limited(text: str, length: int = 0) -> str:
    """Return a text, which must not be longer than a template may become, nor `length` greater."""
    if max(length, len(text)) > LONGEST_OUTPUT:
        raise SecurityError(f"it gives more than {LONGEST_OUTPUT:,} characters")
    return text


class LimitedSandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which work and memory have limits too."""

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def limit_filters(self) -> None:
        """Put the limits before the filters, once all are known."""
        self.filters = {name: _guarded_filter(name, function) for name, function in self.filters.items()}
        self.filters |= {"_counted": _counted, "_joined": _joined, "_limited": _limited_result}

    def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
        """Parse, and put a count into every loop and a limit on every text that is joined or set."""
        syntax: jinja2.nodes.Template = _with_limits(super()._parse(source, name, filename), self)
        return syntax

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work out what is intercepted."""
        if operator == "**":
            raise SecurityError("powers are not allowed in templates")
        if operator == "*":
            for one, other in ((left, right), (right, left)):
                if isinstance(one, str | list | tuple) and isinstance(other, int) and len(one) * other > _LONGEST:
                    raise SecurityError("it repeats a text too often")
        if operator == "%" and isinstance(left, str):
            _refuse_wide_format(left)
        return _limited_result(super().call_binop(context, operator, left, right))

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what the sandbox allows, as a step, under the limit of a method of this name."""
        _take_step()
        method = getattr(obj, "__wrapped__", obj)  # jinja2 puts a function of its own around str.format
        owner = getattr(method, "__self__", None)
        if isinstance(owner, str | int | list | tuple):
            _guard(method.__name__, owner, *args, *kwargs.values())
        return _limited_result(super().call(context, obj, *args, **kwargs))


def _take_step() -> None:
    left = _steps.get([_MOST_STEPS])
    left[0] -= 1
    if left[0] < 0:
        raise SecurityError(f"it takes more than {_MOST_STEPS:,} steps")


def _counted(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        _take_step()
        yield item


def _joined(parts: list[Any]) -> str:
    texts = list(map(str, parts))
    limited("", sum(map(len, texts)))
    return "".join(texts)


def _limited_result(value: Any) -> Any:
    if isinstance(value, Iterator):
        return _measured(value)
    if isinstance(value, str | list | tuple):
        limited("", len(value))
    return value


def _measured(items: Iterator[Any]) -> Iterator[Any]:
    """Yield items as steps, and no more text in all than a template may give."""
    length = 0
    for item in items:
        _take_step()
        length += len(item) if isinstance(item, str) else 0
        limited("", length)
        yield item


def _guarded_filter(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    passed = 1 if hasattr(function, "jinja_pass_arg") else 0

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        _guard(name, *args[passed:], *kwargs.values())
        return _limited_result(function(*args, **kwargs))

    return guarded


def _guard(name: str, *arguments: Any) -> None:
    """Refuse what would fill the memory, before it is done."""
    guard = _GUARDS.get(name)
    if guard:
        guard(*arguments)


def _refuse_wide(_value: Any, *arguments: Any) -> None:
    if any(isinstance(one, int) and one > _WIDEST for one in arguments):
        raise SecurityError(f"it makes a text wider than {_WIDEST:,} characters")


def _refuse_wide_format(text: Any, *_: Any) -> None:
    if isinstance(text, str) and _WIDE_FORMAT.search(text):
        raise SecurityError(f"it makes a text wider than {_WIDEST:,} characters")


def _refuse_long_replacement(text: Any, old: Any = "", new: Any = "", *_: Any) -> None:
    text, old, new = str(text), str(old), str(new)
    limited("", len(text) + text.count(old) * len(new))


def _refuse_long_join(one: Any, other: Any = "", *_: Any) -> None:
    """Refuse `items|join(separator)` and `separator.join(items)` alike."""
    items, separator = (other, one) if isinstance(one, str) and not isinstance(other, str) else (one, other)
    if isinstance(items, str | list | tuple):
        limited("", sum(len(str(item)) for item in items) + len(items) * len(str(separator)))


_GUARDS: dict[str, Callable[..., None]] = {
    **dict.fromkeys(
        ("center", "ljust", "rjust", "zfill", "expandtabs", "indent", "batch", "slice", "round", "tojson", "to_bytes"),
        _refuse_wide,
    ),
    **dict.fromkeys(("format", "format_map"), _refuse_wide_format),
    "replace": _refuse_long_replacement,
    "join": _refuse_long_join,
}
"""The name of a filter or method -> what is looked at before it is called."""


def _with_limits(syntax: Any, environment: jinja2.Environment) -> Any:
    """Return the tree with each loop counted, and each joined or set text limited."""

    def filtered(node: Any, name: str, lineno: int) -> jinja2.nodes.Filter:
        made = jinja2.nodes.Filter(node, name, [], [], None, None)
        made.set_lineno(lineno)
        made.set_environment(environment)
        return made

    for loop in list(syntax.find_all(jinja2.nodes.For)):
        loop.iter = filtered(loop.iter, "_counted", loop.lineno)
    for block in list(syntax.find_all(jinja2.nodes.AssignBlock)):
        block.filter = filtered(block.filter, "_limited", block.lineno)
    return _Joins(filtered).visit(syntax)


class _Joins(jinja2.visitor.NodeTransformer):
    """Puts a filter with a limit in the place of each `~`."""

    def __init__(self, filtered: Callable[[Any, str, int], jinja2.nodes.Filter]) -> None:
        self._filtered = filtered

    def visit_Concat(self, node: jinja2.nodes.Concat) -> jinja2.nodes.Filter:
        """Take the place of `a ~ b`."""
        self.generic_visit(node)
        parts = jinja2.nodes.List(node.nodes)
        return self._filtered(parts.set_lineno(node.lineno), "_joined", node.lineno)
