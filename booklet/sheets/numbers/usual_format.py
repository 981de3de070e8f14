"""Usual number formats such as `#,##0.00` and `0.0%`, written by Decimal itself: a sheet has few others."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from booklet.sheets.numbers.format_code import FormatSection, FormatToken

EXACT = Context(prec=800)
"""The default of 28 digits would refuse 1E+300 with two decimals."""


class UsualFormat(NamedTuple):
    """A section with one run of placeholders, the last before the point a `0` and all behind it.

    `before` and `after` are the texts around the digits, `step` the value of the last digit, `form` Decimal's format.
    """

    before: str
    after: str
    step: Decimal
    form: str
    percents: int
    color: str | None
    is_ascii: bool

    def text(self, value: float, *, signed: bool) -> str:
        """Return the text of `value`, which is not negative; `signed` asks for a minus unless all digits are 0."""
        exact = Decimal(f"{value:.15g}")
        if self.percents:
            exact *= 100**self.percents
        rounded = exact.quantize(self.step, ROUND_HALF_UP, EXACT)
        minus = "-" if signed and (rounded or self.percents) else ""
        return f"{minus}{self.before}{rounded:{self.form}}{self.after}"


def usual_format(section: FormatSection) -> UsualFormat | None:
    """Return the section as a usual format; None for any other."""
    tokens = section.tokens
    places = [place for place, token in enumerate(tokens) if token.kind in ("digit", ",", ".")]
    if section.kind != "number" or not places:
        return None
    first, last = places[0], places[-1] + 1
    code = "".join(token.text for token in tokens[first:last])
    whole, _, decimals = code.partition(".")
    plain = whole.replace(",", "")
    usual = plain.strip("#") == "0" and plain.endswith("0") and not decimals.strip("0") and whole[-1] != ","
    around = (*tokens[:first], *tokens[last:])
    if not usual or code.endswith(".") or any(token.kind not in ("literal", "skip", "%") for token in around):
        return None
    if any(token.kind not in ("digit", ",", ".") for token in tokens[first:last]):
        return None
    grouped = "," if "," in whole.lstrip(",") and whole[0] != "," else ""
    before, after = _joined(tokens[:first]), _joined(tokens[last:])
    percents = sum(token.kind == "%" for token in around)
    step, form = Decimal(1).scaleb(-len(decimals)), f"{grouped}f"
    return UsualFormat(before, after, step, form, percents, section.color, (before + after).isascii())


def _joined(tokens: tuple[FormatToken, ...]) -> str:
    return "".join(" " if token.kind == "skip" else token.text for token in tokens)
