"""Criteria of COUNTIF and its like, and their wildcards."""

from __future__ import annotations

import re
from dataclasses import dataclass

from booklet.sheets.formula.scalars import Scalar, compare
from booklet.sheets.formula.text_values import number_of
from booklet.sheets.model.cell import ErrorValue


@dataclass(frozen=True, slots=True)
class Criterion:
    """Criterion of COUNTIF and its like: an operator and a value, or text with wildcards."""

    sign: str
    value: Scalar
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, given: Scalar) -> Criterion:
        """Return the criterion of an argument such as ">5", "a*" or 3; an empty cell looks for 0."""
        if given is None:
            return cls("=", 0.0, None)
        if not isinstance(given, str):
            return cls("=", given, None)
        found = re.match(r"(<=|>=|<>|<|>|=)?(.*)", given, re.DOTALL)
        sign, text = (found[1] or "=", found[2]) if found else ("=", given)
        if text.startswith("#") and text.endswith(("!", "?", "A")):
            return cls(sign, ErrorValue(text.upper()), None)
        if text.upper() in ("TRUE", "FALSE"):
            return cls(sign, text.upper() == "TRUE", None)
        number = number_of(text) if text else None
        if number is not None:
            return cls(sign, number, None)
        wild = sign in ("=", "<>") and any(letter in text for letter in "*?~")
        return cls(sign, text, wildcard(text) if wild else None)

    @property
    def exact(self) -> bool:
        """True if it asks for a single value, so that an index can answer."""
        return self.sign == "=" and self.pattern is None and self.value not in ("", None)

    def holds(self, value: Scalar) -> bool:
        """Return whether the value of a cell meets the criterion."""
        wanted = self.value
        if isinstance(value, ErrorValue) or isinstance(wanted, ErrorValue):
            return value == wanted if self.sign == "=" else value != wanted if self.sign == "<>" else False
        if self.pattern is not None:
            return (isinstance(value, str) and bool(self.pattern.fullmatch(value))) == (self.sign == "=")
        if wanted == "" and isinstance(wanted, str):
            return (value is None or value == "") == (self.sign == "=") if self.sign in ("=", "<>") else False
        if isinstance(wanted, bool) or isinstance(value, bool):
            return (value is wanted) if self.sign == "=" else (value is not wanted) if self.sign == "<>" else False
        if isinstance(wanted, float) and isinstance(value, str):
            number = number_of(value) if self.sign in ("=", "<>") else None
            return (number == wanted) == (self.sign == "=") if number is not None else self.sign == "<>"
        if value is None or isinstance(value, str) != isinstance(wanted, str):
            return self.sign == "<>"
        return compare(self.sign, value, wanted)


def wildcard(text: str) -> re.Pattern[str]:
    """Return the pattern of a text with `*` and `?` as in Excel; `~` takes their meaning away."""
    parts, at = [], 0
    while at < len(text):
        letter = text[at]
        if letter == "~" and at + 1 < len(text) and text[at + 1] in "*?~":
            at += 1
            parts.append(re.escape(text[at]))
        else:
            parts.append({"*": ".*", "?": "."}.get(letter, re.escape(letter)))
        at += 1
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
