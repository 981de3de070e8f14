"""Messages between a program and the process of a file, which may be hostile."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Iterator

import pytest

from booklet.apart import messages
from booklet.apart.messages import raise_told, receive, send
from booklet.errors import BookletError, DamagedFile, LimitExceeded, NotFound, PasswordNeeded

Line = tuple[socket.socket, socket.socket]


@pytest.fixture
def line() -> Iterator[Line]:
    """The two ends of a line."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_facts_and_bytes_go_through(line: Line) -> None:
    """Also none of either, one message after the other."""
    ours, theirs = line
    for facts, data in (({"a": [1, "ü"]}, b"\0\1" * 500), ({}, b""), ({"b": None}, b"x")):
        send(theirs, facts, data)
        assert receive(ours) == (facts, data)


def _written(theirs: socket.socket, text: bytes, sizes: tuple[int, int] | None = None) -> None:
    theirs.sendall(struct.pack("<QQ", *(sizes or (len(text), 0))) + text)


@pytest.mark.parametrize("sizes", [((64 << 20) + 1, 0), (2, (2 << 30) + 1), (2, 1 << 63)])
def test_an_answer_is_not_longer_than_it_may_be(line: Line, sizes: tuple[int, int]) -> None:
    """By what it promises, before any of it is read: facts and bytes have a limit each."""
    _written(line[1], b"{}", sizes)
    with pytest.raises(ValueError, match="too long"):
        receive(line[0], time.monotonic() + 0.2)


@pytest.mark.parametrize("sizes", [(64 << 20, 0), (2, 2 << 30)])
def test_the_longest_answer_is_waited_for(line: Line, sizes: tuple[int, int]) -> None:
    """Until the time is up."""
    _written(line[1], b"{}", sizes)
    with pytest.raises(TimeoutError):
        receive(line[0], time.monotonic() + 0.05)


@pytest.mark.parametrize("text", [b"[1]", b"7", b"{", b"\xff\xff"])
def test_facts_are_an_object(line: Line, text: bytes) -> None:
    """Anything else is no answer."""
    _written(line[1], text)
    with pytest.raises(ValueError):  # noqa: PT011 - JSON's own are ValueErrors too
        receive(line[0])


@pytest.mark.parametrize("sent", [b"", b"\x02", struct.pack("<QQ", 2, 0) + b"{", struct.pack("<QQ", 2, 9) + b"{}abc"])
def test_an_end_before_the_answer_is_whole(line: Line, sent: bytes) -> None:
    """Is told as an end, wherever it comes."""
    line[1].sendall(sent)
    line[1].close()
    with pytest.raises(EOFError):
        receive(line[0])


def test_the_time_is_up_for_all_of_the_answer(line: Line) -> None:
    """A time in the past is not waited for, though a little is looked."""
    before = time.monotonic()
    with pytest.raises(TimeoutError):
        receive(line[0], before - 100)
    assert time.monotonic() - before < 5


@pytest.mark.parametrize(
    ("kind", "raised"),
    [
        *(("PasswordNeeded", PasswordNeeded), ("LimitExceeded", LimitExceeded), ("NotFound", NotFound)),
        *(("BookletError", BookletError), ("SystemExit", DamagedFile), ("os.system", DamagedFile)),
    ],
)
def test_only_errors_of_booklet_are_raised(kind: str, raised: type[BookletError]) -> None:
    """By their names; any other name is damage, and none is no error."""
    with pytest.raises(BookletError, match=r"^Sentence\.$") as caught:
        raise_told(json.loads(json.dumps({"error": kind, "message": "Sentence."})))
    assert type(caught.value) is raised
    raise_told({"message": "Sentence."})


def test_a_process_that_cannot_start_is_told_with_its_reason() -> None:
    """And with what to do."""
    assert "(no memory). Try again" in messages.cannot_start(OSError("no memory"))
