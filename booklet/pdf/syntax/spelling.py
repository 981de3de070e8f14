"""The one spelling of objects that the engine works on, from whatever spelling a file has (ISO 32000-2, 7.2 and 7.3).

A space between tokens, references as `12 0 R`, names without needless escapes, parentheses in strings escaped, no
comments. It is found by a single regular expression; a second one mends what is rare.
"""

from __future__ import annotations

import re
from operator import itemgetter

from booklet.errors import DamagedFile
from booklet.pdf.syntax.objects import ESCAPE, name_bytes, string, unescaped


class Unusual(DamagedFile):
    """Something that is left to qpdf to read: damaged, encrypted, or merely rare."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The PDF has {what}; upload it again.")


_SPACE, _DELIMITER = rb"\x00\t\n\x0c\r ", rb"()<>\[\]{}/%"
_ENDS = rb"(?![^" + _SPACE + _DELIMITER + rb"])"
_IN_NAME = rb"!-\"$&'*-.0-;=?-Z\\^-z|~"
_TOKEN, _MENDED_TOKEN = (
    re.compile(
        rb"[" + _SPACE + rb"]*+(?:("
        rb"/[" + in_name + rb"]*+" + _ENDS + rb"|\d++(?: 0 R)?" + _ENDS + rb"|<<|>>|\[|\]"
        rb"|[+-]?(?:\d++\.?+\d*+|\.\d++)" + _ENDS + rb"|\((?:[^()\\\r]|\\[^\r])*+\)|<[0-9A-Fa-f]*+>"
        rb"|(?:true|false|null)" + _ENDS + rb")|[^" + _SPACE + rb"])",
        re.DOTALL,
    )
    for in_name in (_IN_NAME, _IN_NAME + b"#")
)
_INNER = rb"(?:[^()\\]|\\.)"
_STRING = rb"\((?:" + _INNER + rb"|\((?:" + _INNER + rb"|\((?:" + _INNER + rb"|\(" + _INNER + rb"*+\))*+\))*+\))*+\)"
_RARE = re.compile(
    rb"(?P<string>" + _STRING + rb")|(?P<hex><[0-9A-Fa-f" + _SPACE + rb"]*+>)"
    rb"|/(?P<name>[^" + _SPACE + _DELIMITER + rb"]*+)|(?P<comment>%[^\r\n]*+)"
    rb"|(?<![^" + _SPACE + _DELIMITER + rb"])(?P<number>\d++)[" + _SPACE + rb"]++0[" + _SPACE + rb"]++R" + _ENDS,
    re.DOTALL,
)
_UNSAFE_IN_NAME = re.compile(rb"[^" + _IN_NAME + rb"]")
# A letter for each token: / a name, < and > around a dictionary, [ and ] around an array, v any other value.
_KINDS = bytes(code if code in b"/<>[]" else ord("v") for code in range(256))
_CLOSED = re.compile(rb"<(?:/[/v])*+>|\[[/v]*+\]")
_MAX_DEPTH = 60
_first = itemgetter(0)


def spell(raw: bytes) -> bytes:
    """Spell the value that `raw` writes, whole. Raises Unusual for what is no value."""
    tokens = _TOKEN.findall(raw)
    if b"" in tokens:
        tokens = _MENDED_TOKEN.findall(_RARE.sub(_mended, raw))
    kinds = bytes(map(_first, tokens)) if b"" not in tokens else b""
    if kinds.count(b"<") != kinds.count(b">"):  # strings in hexadecimal begin like dictionaries
        kinds = bytes(token[0] if token[0] != 60 or token == b"<<" else 118 for token in tokens)
    kinds = kinds.translate(_KINDS)
    for _ in range(_MAX_DEPTH):
        if len(kinds) <= 1:
            break
        kinds, closed = _CLOSED.subn(b"v", kinds)
        if not closed:
            break
    if kinds not in (b"v", b"/"):
        raise Unusual("an object that cannot be read")
    return b" ".join(tokens)


def _mended(match: re.Match[bytes]) -> bytes:
    """Return the usual spelling of a string, a name, a reference or a comment."""
    kind, text = match.lastgroup, match[0]
    if kind == "string":
        return string(ESCAPE.sub(unescaped, text[1:-1].replace(b"\r\n", b"\n").replace(b"\r", b"\n")))
    if kind == "hex":
        return b"<" + b"".join(text[1:-1].replace(b"\0", b"").split()) + b">"
    if kind == "name":
        plain = name_bytes(match["name"].decode("latin-1"))
        return b"/" + _UNSAFE_IN_NAME.sub(lambda found: b"#%02x" % found[0][0], plain)
    return b" " if kind == "comment" else match["number"] + b" 0 R"
