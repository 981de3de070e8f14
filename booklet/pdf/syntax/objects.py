"""PDF objects as Python values, and as bytes with holes (ISO 32000-2, 7.3).

The parser reads only what qpdf has normalized (see `source/normalize.py`): no comments, balanced parentheses escaped, a
space between tokens. That keeps it a single regular expression. Writing gives a *template*: the object's bytes in
which each place that is known only when a book is assembled (an object's number, mostly) is a `%b`, with the
list of what goes there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from booklet.errors import DamagedFile

Dictionary = dict[str, Any]
MAX_DEPTH = 200


class Name(str):
    """A name object, without its slash, escaped (#20) as qpdf writes it."""

    __slots__ = ()


class Ref(int):
    """A reference to an indirect object of the same source; its generation is always 0."""

    __slots__ = ()


class ObjectReference(bytes):
    """A reference to an object of the book, as it is written into it: `12 0 R`."""

    __slots__ = ()

    @classmethod
    def to(cls, number: int) -> ObjectReference:
        """Return the reference to the object with a number."""
        return cls(b"%d 0 R" % number)

    @property
    def number(self) -> int:
        """The number of the object."""
        return int(self[:-4])


class Hole(NamedTuple):
    """Something other than a reference that only the book knows: `kind` says what, `key` for which object."""

    kind: str
    key: int


class Raw(bytes):
    """Bytes that are PDF syntax already, without references."""

    __slots__ = ()


Slot = int | Hole
Template = tuple[bytes, tuple[Slot, ...]]

_TOKEN = re.compile(
    rb"\s*+(/[^\s()<>\[\]{}/%]*+|\d+ 0 R(?![^\s()<>\[\]{}/%])|<<|>>|\[|\]"
    rb"|[+-]?\d+(?![.\d])|[+-]?[\d.]+|\((?:[^()\\]|\\.)*+\)|<[0-9A-Fa-f\s]*+>|true|false|null)",
    re.DOTALL,
)
_KEYWORDS = {b"true": True, b"false": False, b"null": None}
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}


_read: dict[bytes, Any] = {}
"""Names, numbers and references that were read before: files say the same again and again."""
_MOST_READ = 30_000


def parse(text: bytes) -> Any:
    """Parse the value that `text` writes. Raises DamagedFile where it is none or nested over 200 deep."""
    items: list[Any] = []
    stack: list[list[Any]] = []
    for token in _TOKEN.findall(text):
        value = _read.get(token)
        if value is not None:
            items.append(value)
        elif token == b"<<" or token == b"[":
            if len(stack) > MAX_DEPTH:
                raise DamagedFile("The PDF has an object that is nested too deeply; it was not read.")
            stack.append(items)
            items = []
        elif token == b">>" or token == b"]":
            if not stack:
                break
            closed: Any = _dictionary(items) if token == b">>" else items
            items = stack.pop()
            items.append(closed)
        else:
            items.append(_scalar(token))
    if stack or not items:
        raise DamagedFile("The PDF has an object that cannot be read.")
    return items[0]


def _dictionary(items: list[Any]) -> Dictionary:
    """Return the dictionary of these keys and values in turn; an entry that is null is none (7.3.7)."""
    entries = dict(zip(items[::2], items[1::2], strict=False))
    return {key: item for key, item in entries.items() if item is not None} if None in items else entries


def _scalar(token: bytes) -> Any:
    """Read a value that is no array and no dictionary."""
    first = token[:1]
    if first == b"(":
        text = token[1:-1]
        return ESCAPE.sub(unescaped, text) if b"\\" in text else text
    if first == b"<":
        return bytes.fromhex(token[1:-1].decode() + "0" * (len(token) % 2))
    if first == b"/":
        value: Any = Name(token[1:].decode("latin-1"))
    elif token in _KEYWORDS:
        return _KEYWORDS[token]
    elif token[-1:] == b"R":
        value = Ref(token[:-4])
    else:
        value = _real(token) if b"." in token else int(token)
    if len(_read) >= _MOST_READ:
        _read.clear()
    _read[token] = value
    return value


def _real(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def unescaped(match: re.Match[bytes]) -> bytes:
    """Return what an escape in a literal string stands for; for `ESCAPE.sub`."""
    char = match[1]
    if char[0] in b"01234567":
        return bytes([int(char, 8) & 255])
    return _ESCAPES.get(char, char)


def template(value: Any) -> Template:
    """Write `value` as bytes with a `%b` for each reference and hole, and list what those are, in order."""
    pieces: list[bytes] = []
    slots: list[Slot] = []
    _write(value, pieces, slots)
    return b"".join(pieces), tuple(slots)


def write(value: Any) -> bytes:
    """Write `value` as bytes; it must have no holes, and its references are numbers of the output."""
    text, slots = template(value)
    return text % tuple(b"%d 0 R" % slot for slot in slots if isinstance(slot, int))


def _write(value: Any, pieces: list[bytes], slots: list[Slot]) -> None:
    kind = type(value)
    scalar = _SCALARS.get(kind)
    if scalar is not None:
        pieces.append(scalar(value))
    elif kind is Ref:
        pieces.append(b"%b")
        slots.append(int(value))
    elif kind is Hole:
        pieces.append(b"%b")
        slots.append(value)
    elif kind is dict:
        pieces.append(b"<<")
        for key, item in value.items():
            pieces.append(_key(key))
            scalar = _SCALARS.get(type(item))  # most are: a call for each would take twice as long
            if scalar is not None:
                pieces.append(scalar(item))
            else:
                _write(item, pieces, slots)
        pieces.append(b">>")
    else:
        pieces.append(b"[")
        for item in value:
            _write(item, pieces, slots)
            pieces.append(b" ")
        pieces.append(b"]")


@lru_cache(4096)
def _key(key: str) -> bytes:
    return b"/" + key.encode("latin-1").replace(b"%", b"%%") + b" "


@lru_cache(4096)
def _write_name(name: str) -> bytes:
    return b"/" + name.encode("latin-1").replace(b"%", b"%%")


@lru_cache(4096)
def number(value: float) -> bytes:
    """Write a real number without an exponent, which PDF does not know (7.3.3)."""
    if value == int(value):
        return b"%d" % int(value)
    return (b"%.6f" % value).rstrip(b"0").rstrip(b".")


_UNSAFE = re.compile(rb"[()\\\r\n]")
_SAFE = {b"\r": b"\\r", b"\n": b"\\n"}


def string(value: bytes) -> bytes:
    """Write a literal string (7.3.4.2)."""
    return b"(" + _UNSAFE.sub(lambda m: _SAFE.get(m[0], b"\\" + m[0]), value) + b")"


_SCALARS: dict[type, Callable[[Any], bytes]] = {
    Name: _write_name,
    bytes: lambda value: string(value).replace(b"%", b"%%"),
    bytearray: lambda value: string(bytes(value)).replace(b"%", b"%%"),
    Raw: lambda value: bytes(value).replace(b"%", b"%%"),
    int: b"%d".__mod__,
    float: number,
    bool: lambda value: b"true" if value else b"false",
    type(None): lambda _: b"null",
}
"""Type of a value -> its writer; what is none of these is a reference, a hole, a dictionary or an array."""


def text_string(text: str) -> bytes:
    """Encode a text string (7.9.2.2): PDFDocEncoding's ASCII where that is enough, else UTF-16."""
    if text.isascii() and text.isprintable():
        return text.encode("ascii")
    if all(character in "\n\r\t" or character.isprintable() for character in text) and text.isascii():
        return text.encode("ascii")
    return b"\xfe\xff" + text.encode("utf-16-be", errors="replace")


def text_of(value: object) -> str:
    """Decode a text string or name; an empty text for anything else."""
    if isinstance(value, Name):
        return name_text(value)
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", errors="replace")
    if value.startswith(b"\xff\xfe"):
        return value[2:].decode("utf-16-le", errors="replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", errors="replace")
    return value.decode("latin-1").translate(_PDF_DOC) if not value.isascii() else value.decode("ascii")


# PDFDocEncoding (annex D.3) where it differs from Latin-1.
_PDF_DOC = dict(
    zip(
        [*range(0x18, 0x20), *range(0x80, 0x9F), 0xA0],
        "˘ˇˆ˙˝˛˚˜•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž€",  # 0x18…0x1F, 0x80…0x9E, 0xA0
        strict=True,
    )
)


def name_text(name: str) -> str:
    """Return what a person reads in a name: #xx escapes undone, UTF-8 if it is that, else Latin-1."""
    if "#" not in name and name.isascii():
        return str(name)
    data = name_bytes(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def name_bytes(name: str) -> bytes:
    """Return the bytes that a name stands for, #xx escapes undone."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), name.encode("latin-1"))


def name_of(text: str) -> Name:
    """Return the name that a person would write as `text` (escaped, UTF-8)."""
    return Name(re.sub(rb"[^!$&'*-.0-;=?-Z^-z|~]", lambda m: b"#%02x" % m[0][0], text.encode()).decode("ascii"))
