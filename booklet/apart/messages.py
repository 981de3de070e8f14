"""Messages between a program, its helper and the process of a file: sizes, JSON, bytes."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from booklet.errors import (
    BookletError,
    DamagedFile,
    DefinitionError,
    InputError,
    LimitExceeded,
    NotFound,
    PasswordNeeded,
    UnsupportedFile,
)

Work = Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]]
"""A task and a file's bytes -> what was found out, and bytes. It may raise any BookletError."""

_RAISED: Mapping[str, type[BookletError]] = {
    kind.__name__: kind
    for kind in (
        *(BookletError, InputError, DamagedFile, PasswordNeeded, UnsupportedFile, LimitExceeded, NotFound),
        DefinitionError,
    )
}
"""What a process may have raised here."""
ORDER = struct.Struct("<d120s")
"""An order to the helper: the seconds that the work may take, and its name."""
NO_WORK = ""
"""The order that asks only whether the helper takes orders."""
GRACE_SECONDS = 3.0
"""Time beyond the bounds in which a process may still end by itself."""
_SIZES = struct.Struct("<QQ")
_MOST_FACTS, _MOST_BYTES = 64 << 20, 2 << 30


def send(line: socket.socket, facts: Mapping[str, Any], data: bytes) -> None:
    """Send facts, fit for JSON, and bytes. Raises OSError where nobody takes them."""
    text = json.dumps(facts).encode()
    line.sendall(_SIZES.pack(len(text), len(data)) + text)
    if data:  # nothing is not sent: whoever has read all may have answered and gone
        line.sendall(data)


def receive(line: socket.socket, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Read an answer; raises OSError, EOFError or ValueError for anything but a whole answer."""
    sizes = _SIZES.unpack(_exactly(line, _SIZES.size, deadline))
    if sizes[0] > _MOST_FACTS or sizes[1] > _MOST_BYTES:
        raise ValueError("too long an answer")
    facts = json.loads(_exactly(line, sizes[0], deadline))
    if not isinstance(facts, dict):
        raise ValueError("no answer")
    return facts, bytes(_exactly(line, sizes[1], deadline))


def _exactly(line: socket.socket, count: int, deadline: float | None) -> bytearray:
    taken = bytearray()
    while len(taken) < count:
        if deadline is not None:
            line.settimeout(max(deadline - monotonic(), 0.01))
        piece = line.recv(min(count - len(taken), 1 << 20))
        if not piece:
            raise EOFError("it ended without an answer")
        taken += piece
    return taken


def raise_told(facts: Mapping[str, Any]) -> None:
    """Raise the BookletError that an answer tells of, if it tells of any."""
    if "error" in facts:
        raise _RAISED.get(str(facts["error"]), DamagedFile)(str(facts.get("message")))


def cannot_start(reason: Exception | None) -> str:
    """Return the sentence for a process of ours that could not be started or kept."""
    return (
        f"No process can be started to read the file in ({reason}). Try again; if it happens again, see whether this "
        "machine runs out of memory or processes."
    )
