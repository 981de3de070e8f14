"""The meaning of the scripts of a form's fields, for those that every form program writes; none is ever run.

Acrobat, and what writes forms for it, puts a call of a known function into a field's actions (ISO 32000-2,
12.6.3): `AFNumber_Format(2, 0, 0, 0, "$", true)` and its like, whose arguments say all. A calculation may also be
written in simplified field notation, which is kept in a comment of the script. Anything else is another script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from booklet.pdf.form.expression import Expression, parse_expression
from booklet.pdf.form.field_tree import Node
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Ref, text_of


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """AFNumber_Format and AFPercent_Format."""

    decimals: int
    separators: int = 0
    """0 1,234.56; 1 1234.56; 2 1.234,56; 3 1234,56; 4 1'234.56."""
    negative: int = 0
    """0 minus; 1 red; 2 parentheses; 3 parentheses and red."""
    currency: str = ""
    currency_first: bool = True
    percent: bool = False

    def __str__(self) -> str:
        places = f"{self.decimals} decimal{'s' * (self.decimals != 1)}"
        currency = f", {self.currency.strip()}" if self.currency.strip() else ""
        return f"{'percent' if self.percent else 'number'}, {places}{currency}"


@dataclass(frozen=True, slots=True)
class DateFormat:
    """AFDate_FormatEx, AFTime_FormatEx and their like; `pattern` as in "mm/dd/yyyy" or "h:MM tt"."""

    pattern: str

    def __str__(self) -> str:
        return f"{'date' if re.search('[dmy]', self.pattern) else 'time'} {self.pattern}"


@dataclass(frozen=True, slots=True)
class SpecialFormat:
    """AFSpecial_Format: a word for it, and its shape for each number of digits."""

    word: str
    shapes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.word} {self.shapes[-1]}"


@dataclass(frozen=True, slots=True)
class Mask:
    """AFSpecial_KeystrokeEx: 9 a digit, A a letter, O either, X anything, others themselves."""

    shape: str

    def __str__(self) -> str:
        return f"as {self.shape}"


Format = NumberFormat | DateFormat | SpecialFormat | Mask


@dataclass(frozen=True, slots=True)
class Range:
    """AFRange_Validate; None for no bound."""

    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class SimpleCalculation:
    """AFSimple_Calculate: SUM, AVG, PRD, MIN or MAX of fields, or of all fields below a name."""

    function: str
    names: tuple[str, ...]


Calculation = SimpleCalculation | Expression


@dataclass(frozen=True, slots=True)
class FieldScripts:
    """The scripts of a field, as far as they are understood."""

    format: Format | None = None
    shows_format: bool = False
    """True where the format changes how the value looks; False where values are only checked against it."""
    range: Range | None = None
    calculation: Calculation | None = None
    others: tuple[str, ...] = ()
    """The events whose scripts are not understood: "keystroke", "format", "validate", "calculate"."""

    @property
    def words(self) -> str:
        """The effect on a value, in words; an empty text for none."""
        own = f"a script of its own ({', '.join(self.others)}), which is not run" if self.others else ""
        return "; ".join(words for words in (str(self.format or ""), own) if words)


NO_SCRIPTS = FieldScripts()
_EVENTS = {"K": "keystroke", "F": "format", "V": "validate", "C": "calculate"}
_SPECIAL = (
    SpecialFormat("zip code", ("99999",)),
    SpecialFormat("zip code", ("99999-9999",)),
    SpecialFormat("phone number", ("999-9999", "(999) 999-9999")),
    SpecialFormat("social security number", ("999-99-9999",)),
)
_DATES = (
    *("m/d", "m/d/yy", "mm/dd/yy", "mm/yy", "d-mmm", "d-mmm-yy", "dd-mmm-yy", "yy-mm-dd", "mmm-yy", "mmmm-yy"),
    *("mmm d, yyyy", "mmmm d, yyyy", "m/d/yy h:MM tt", "m/d/yy HH:MM"),
)
_TIMES = ("HH:MM", "h:MM tt", "HH:MM:ss", "h:MM:ss tt")


def read_scripts(source: Source, nodes: Sequence[Node]) -> FieldScripts:
    """Read the scripts of a field, whose dictionary or first widget has them."""
    for node in nodes:
        actions = source.dictionary(node.entries.get("AA"))
        texts = {event: _script(source, actions.get(event)) for event in _EVENTS}
        if any(texts.values()):
            return understand(**texts)
    return NO_SCRIPTS


def _script(source: Source, value: Any) -> str:
    action = source.dictionary(value)
    script = source.plain(action.get("JS")) if source.resolve(action.get("S")) == "JavaScript" else None
    return text_of(source.text(script)) if isinstance(script, Ref) else text_of(script)


def understand(K: str = "", F: str = "", V: str = "", C: str = "") -> FieldScripts:
    """Work out the meaning of a field's scripts, given by their events' names in the PDF."""
    shown = _format(F) if F else None
    typed = _format(K) if K else None
    limits = _range(V) if V else None
    calculation = _calculation(C) if C else None
    understood = {"K": typed or shown, "F": shown, "V": limits, "C": calculation}
    written = {"K": K, "F": F, "V": V, "C": C}
    return FieldScripts(
        format=shown or typed,
        shows_format=shown is not None or isinstance(typed, Mask),
        range=limits,
        calculation=calculation,
        others=tuple(_EVENTS[event] for event, text in written.items() if text.strip() and not understood[event]),
    )


def _format(script: str) -> Format | None:
    name, values = parse_call(script)
    match name.removeprefix("AF").partition("_"):
        case ("Number", _, _) if len(values) >= 2 and _are_whole(values[:2]):
            negative = values[2] if len(values) > 2 and values[2] in (1, 2, 3) else 0
            currency = values[4] if len(values) > 4 and isinstance(values[4], str) else ""
            first = bool(values[5]) if len(values) > 5 else True
            return NumberFormat(min(max(values[0], 0), 12), values[1], negative, currency, first)
        case ("Percent", _, _) if len(values) >= 2 and _are_whole(values[:2]):
            return NumberFormat(min(max(values[0], 0), 12), values[1], percent=True)
        case ("Date" | "Time" as kind, _, _) if values:
            return _date(values[0], _DATES if kind == "Date" else _TIMES)
        case ("Special", _, "KeystrokeEx") if values and isinstance(values[0], str) and values[0]:
            return Mask(values[0])
        case ("Special", _, _) if values and _are_whole(values[:1]) and 0 <= values[0] < len(_SPECIAL):
            return _SPECIAL[values[0]]
    return None


def _are_whole(values: Sequence[Any]) -> bool:
    return all(isinstance(value, int) and not isinstance(value, bool) for value in values)


def _date(value: Any, known: Sequence[str]) -> DateFormat | None:
    if isinstance(value, int) and 0 <= value < len(known):
        return DateFormat(known[value])
    return DateFormat(value) if isinstance(value, str) and re.search("[dmyHhMs]", value) else None


def _range(script: str) -> Range | None:
    name, values = parse_call(script)
    if name != "AFRange_Validate" or len(values) != 4:
        return None
    bounds = [_number(bound) if wanted else None for wanted, bound in (values[:2], values[2:])]
    return Range(*bounds) if bounds != [None, None] else None


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _calculation(script: str) -> Calculation | None:
    written = re.search(r"/\*+\s*BVCALC\s(.*?)\sEVCALC\s*\*+/", script, re.DOTALL)
    if written:
        return parse_expression(written[1])
    name, values = parse_call(script)
    if name != "AFSimple_Calculate" or len(values) != 2 or values[0] not in ("SUM", "AVG", "PRD", "MIN", "MAX"):
        return None
    names = values[1] if isinstance(values[1], list) else re.split(r", ?", str(values[1]))
    return SimpleCalculation(values[0], tuple(str(name) for name in names))


_COMMENT = re.compile(r"/\*.*?\*/|//[^\r\n]*", re.DOTALL)
_CALL = re.compile(r"\s*(?:return\s+)?(AF\w+)\s*\((.*)\)\s*;?\s*", re.DOTALL)
_ARGUMENT = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))"""
    r"""|(?P<word>true|false)|(?P<open>new\s+Array\s*\(|\[)|(?P<close>[)\]])|(?P<comma>,))""",
    re.DOTALL,
)


def parse_call(script: str) -> tuple[str, list[Any]]:
    """Return name and arguments of a script that is a call with plain arguments; "" and nothing for any other."""
    call = _CALL.fullmatch(script) or _CALL.fullmatch(_COMMENT.sub(" ", script))
    if not call:
        return "", []
    stack: list[list[Any]] = [[]]
    text, at = call[2].strip(), 0
    while at < len(text):
        token = _ARGUMENT.match(text, at)
        if not token:
            return "", []
        at = token.end()
        match token.lastgroup:
            case "open":
                stack.append([])
            case "close" if len(stack) > 1:
                values = stack.pop()
                stack[-1].append(values)
            case "close":
                return "", []
            case "comma":
                pass
            case _:
                stack[-1].append(_literal(token))
    return (call[1], stack[0]) if len(stack) == 1 else ("", [])


def _literal(token: re.Match[str]) -> str | int | float | bool:
    if token["text"]:
        return _unescaped(token["text"][1:-1])
    if token["word"]:
        return token["word"] == "true"
    number = float(token["number"])
    return int(number) if number.is_integer() else number


def _unescaped(text: str) -> str:
    """Return a string literal's text (ECMA-262, 12.9.4)."""
    plain = {"n": "\n", "r": "\r", "t": "\t"}
    coded = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-3]?[0-7]{1,2})|(.))", re.DOTALL)

    def letter(found: re.Match[str]) -> str:
        if found[4] is not None:
            return plain.get(found[4], found[4])
        return chr(int(found[1] or found[2], 16) if found[1] or found[2] else int(found[3], 8))

    return coded.sub(letter, text)
