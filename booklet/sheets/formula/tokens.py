"""A formula's text as tokens (ECMA-376 part 1, 18.17.2)."""

from __future__ import annotations

import re
from typing import NamedTuple


class Unsupported(Exception):
    """The formula has something that Booklet does not compute; never leaves this package uncaught."""


class Token(NamedTuple):
    """`kind` is text, error, area, number, call, table, name or sign; `sheet` stands before areas and names."""

    kind: str
    text: str
    sheet: str = ""


_SHEET = (
    r"(?P<sheet>(?:'(?:[^']|'')+'|(?:\[\d+\])?[A-Za-z_\u0080-\uffff][\w.\u0080-\uffff]*"
    r"(?::[A-Za-z_\u0080-\uffff][\w.\u0080-\uffff]*)?|\[\d+\])!)"
)
_TOKEN = re.compile(
    r"(?P<space>\s*)(?:"
    r'(?P<text>"(?:[^"]|"")*")'
    rf"|{_SHEET}?(?:"
    r"(?P<error>#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!))"
    r"|(?P<area>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?(?![\w(.\[])"
    r"|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(.])|\$?\d{1,7}:\$?\d{1,7}(?![\w.]))"
    r"|(?P<table>[A-Za-z_\\\u0080-\uffff][\w.\u0080-\uffff]*(?=\[))"
    r"|(?P<call>[A-Za-z_][\w.]*)\("
    r"|(?P<name>[A-Za-z_\\\u0080-\uffff][\w.?\\\u0080-\uffff]*))"
    r"|(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)"
    r"|(?P<here>\[)"
    r"|(?P<sign><=|>=|<>|[-+*/^&=<>%(),;{}:])"
    r")"
)
_PREFIXES = re.compile(r"_xl(?:fn|ws|udf|pm)\.")
_ENDS = ("area", "name", "table")


def tokens(text: str) -> list[Token]:
    """Return the tokens of a formula; a space that intersects two areas is the sign " ". Raises Unsupported."""
    text = _PREFIXES.sub("", text).rstrip()
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match or match.end() == at:
            raise Unsupported(text)
        kind = match.lastgroup or ""
        token = Token(kind, match[kind], match["sheet"] or "")
        if match["space"] and found and _intersects(found[-1], token):
            found.append(Token("sign", " "))
        at = match.end()
        if kind in ("table", "here"):
            at = _closing(text, at - (kind == "here"))
            token = Token("table", text[match.start(kind) : at])
        found.append(token)
    return found


def _intersects(before: Token, after: Token) -> bool:
    return (before.kind in _ENDS or before.text == ")") and (after.kind in (*_ENDS, "call") or after.text == "(")


def _closing(text: str, at: int) -> int:
    """Return the place behind the bracket that closes the bracket at `at`; an apostrophe escapes the next letter."""
    depth = 0
    while at < len(text):
        letter = text[at]
        if letter == "'":
            at += 1
        elif letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    raise Unsupported(text)
