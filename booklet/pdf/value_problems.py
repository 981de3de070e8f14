"""Problems of the values that a form is to be filled with, found before the book is made."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from booklet.errors import DefinitionError
from booklet.pdf.form import text_setting
from booklet.pdf.form.calculate import with_calculated
from booklet.pdf.form.field_formats import formatted, out_of_range
from booklet.pdf.form.field_nodes import require_known
from booklet.pdf.form.field_plan import FieldPlan, WidgetPlan
from booklet.pdf.form.field_values import as_text, chosen_state, clean, in_format, stored_and_shown, value_of
from booklet.pdf.form.text_runs import fonts_of_machine, missing_letters
from booklet.pdf.prepared import Prepared
from booklet.pdf.types import SMALLEST_PT, FieldValue, OverflowingValue, ValueProblem
from booklet.text.faces import face_of
from booklet.text.fallbacks import by_font, without_font

_LETTERS = "".join(letter for letter in map(chr, range(0x20, 0x100)) if letter.isprintable())
_MOST_LETTERS = 1_000_000


def check_values(
    prepared: Prepared, values: Mapping[str, FieldValue], *, smallest_pt: float = SMALLEST_PT
) -> tuple[ValueProblem, ...]:
    """Find each value that would not show as given.

    Unknown fields and options; values longer than the field allows, or than fits at the smallest size, with how many
    characters do; letters that no font has; values that are not what the form's own format asks for, or out of its
    range.
    """
    every = with_calculated(prepared.form.calculations, values)
    return tuple(
        problem for name, value in every.items() for problem in check_value(prepared, name, value, smallest_pt)
    )


def check_value(
    prepared: Prepared, name: str, value: FieldValue, smallest_pt: float = SMALLEST_PT
) -> tuple[ValueProblem, ...]:
    """Find out why a field would not show a value as given; see `check_values`, which calculates others from it."""
    plan = prepared.form.plans.get(name)
    return () if plan and _surely_shows(plan, value, smallest_pt) else tuple(_check(prepared, name, value, smallest_pt))


def calculated(prepared: Prepared, values: Mapping[str, FieldValue]) -> dict[str, str]:
    """Return the values that the form calculates from others, by field."""
    if not prepared.form.calculations.order:
        return {}
    every = with_calculated(prepared.form.calculations, values)
    return {name: as_text(value) for name, value in every.items() if name not in values}


def overflowing(
    prepared: Prepared, values: Mapping[str, FieldValue], *, smallest_pt: float = SMALLEST_PT
) -> dict[str, OverflowingValue]:
    """Find the values of text fields that are too long for them even at the smallest size, by field.

    To go on in an addendum, fill the field with `shortened(prepared, field, text, " (see addendum A)")`, and put the
    whole text into the addendum. Unknown names are left to `check_values`.
    """
    found = {}
    for name, value in values.items():
        plan = prepared.form.plans.get(name)
        if plan and (plan.kind == "text" or plan.editable):
            text = stored_and_shown(plan, as_text(value))[1]
            fits = _room(plan, text, smallest_pt)
            if fits < len(text):
                found[name] = OverflowingValue(name, text, fits)
    return found


def shortened(prepared: Prepared, field: str, text: str, ending: str, *, smallest_pt: float = SMALLEST_PT) -> str:
    """Cut a text, between words where it can be, to the longest beginning that fits the field with `ending` behind it.

    Only `ending` where nothing else fits, and as much of that as does. Raises DefinitionError for a field that is
    not there.
    """
    require_known(prepared.fields, [field])
    plan = prepared.form.plans[field]
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        whole = text[:middle].rstrip() + ending
        if _room(plan, whole, smallest_pt) >= len(whole):
            low = middle
        else:
            high = middle - 1
    if low in (0, len(text)):
        return text + ending if low else ending.strip()[: _room(plan, ending.strip(), smallest_pt)]
    words = text[:low].rpartition(" ")[0] if " " in text[:low] and not text[low].isspace() else text[:low]
    return words.rstrip() + ending


def surely_shows(prepared: Prepared, name: str, value: FieldValue, *, smallest_pt: float = SMALLEST_PT) -> bool:
    """Tell of most values, without measuring them, that `check_value` and `machine_fonts` find nothing."""
    plan = prepared.form.plans.get(name)
    return plan is not None and _surely_shows(plan, value, smallest_pt)


def _surely_shows(plan: FieldPlan, value: FieldValue, smallest_pt: float) -> bool:
    """Tell of most values, without measuring them, that the field shows them: so short that any letters fit."""
    return (
        isinstance(value, str)
        and plan.is_plain
        and len(value) <= _sure_room(plan, smallest_pt)
        and (value.isascii() or max(value) <= _LETTERS[-1])
        and value.isprintable()
    )


@lru_cache(maxsize=4096)
def _sure_room(plan: FieldPlan, smallest_pt: float) -> int:
    """Count the letters of Western European languages that fit a field whichever they are; 0 where it is not told."""
    if plan.options or plan.scripts.range or (plan.comb and plan.max_length):
        return 0
    rooms = [_sure_room_of(widget, smallest_pt, is_low=plan.multiline) for widget in plan.widgets]
    return min([*rooms, plan.max_length or _MOST_LETTERS])


def _sure_room_of(widget: WidgetPlan, smallest_pt: float, *, is_low: bool) -> int:
    style = widget.style
    size = min(smallest_pt, style.size or smallest_pt)
    if is_low and not text_setting.takes_a_line(widget, size):
        return 0
    own = [width for letter in _LETTERS if style.font and (width := style.font.width(letter)) is not None]
    like = by_font(style.family, _LETTERS)  # in which all is set as soon as its own font lacks a letter
    if len(like) > 1 or like[0][0] is None or not like[0][0].is_shipped:
        return 0
    widest = max(*own, *map(face_of(like[0][0]).width, _LETTERS))
    return int(widget.room / (widest / 1000 * size))


def _room(plan: FieldPlan, text: str, smallest_pt: float) -> int:
    """Count the characters of a text that all widgets of a field show."""
    allowed = len(text) if in_format(plan, text) else min(len(text), plan.max_length or len(text))
    shown = value_of(plan, text).shown
    fits = min((_fitting(plan, widget, shown, smallest_pt) for widget in plan.widgets), default=len(shown))
    return allowed if fits >= len(shown) else min(fits, allowed)


def _check(prepared: Prepared, name: str, value: FieldValue, smallest_pt: float) -> Iterator[ValueProblem]:
    plan = prepared.form.plans.get(name)
    if plan is None:
        yield _no_plan(prepared, name)
    elif plan.kind in ("checkbox", "radio"):
        try:
            chosen_state(plan, value)
        except DefinitionError as error:
            yield ValueProblem(name, "unknown option", str(error))
    elif plan.kind == "list" or (plan.kind == "combo" and not plan.editable):
        yield from _check_options(plan, value)
    else:
        yield from _check_text(plan, as_text(value), smallest_pt)


def _no_plan(prepared: Prepared, name: str) -> ValueProblem:
    known = {field.name: field.kind for field in prepared.fields}
    if name in known:
        return ValueProblem(
            name, "not fillable", f'The field "{name}" is a {known[name]}, which cannot be given a value.'
        )
    near = difflib.get_close_matches(name, known, 1)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    return ValueProblem(name, "unknown field", f'The form has no field "{name}".{hint}')


def _check_options(plan: FieldPlan, value: FieldValue) -> Iterator[ValueProblem]:
    wanted = [as_text(value)] if isinstance(value, (str, bool)) else list(value)
    stored = {option for option, _ in plan.options}
    for text in wanted:
        if text and stored_and_shown(plan, text)[0] not in stored:
            options = ", ".join(shown for _, shown in plan.options[:12])
            yield ValueProblem(
                plan.name, "unknown option", f'The field "{plan.name}" has no option "{text}". It has: {options}.'
            )
    yield from _check_letters(plan, "".join(stored_and_shown(plan, text)[1] for text in wanted))


def _check_text(plan: FieldPlan, value: str, smallest_pt: float) -> Iterator[ValueProblem]:
    text = stored_and_shown(plan, value)[1]
    fits = _room(plan, text, smallest_pt)
    if fits < len(text):
        yield _too_long(plan, text, fits)
    yield from _check_letters(plan, value_of(plan, value).shown)
    if not in_format(plan, text) and formatted(plan.scripts, clean(plan, text)) is None:
        message = f'The value of "{plan.name}" is to be a {plan.scripts.format}, which "{text}" is not.'
        yield ValueProblem(plan.name, "wrong format", message)
    elif reason := out_of_range(plan.scripts, text):
        yield ValueProblem(plan.name, "out of range", f'The value of "{plan.name}" is {text}; {reason}.')


def _check_letters(plan: FieldPlan, shown: str) -> Iterator[ValueProblem]:
    letters = shown.replace("\n", "")  # a line break needs no letter
    missing = "".join(dict.fromkeys(m for w in plan.widgets for m in missing_letters(w.style, letters)))
    if missing:
        yield ValueProblem(plan.name, "missing letters", f'The value of "{plan.name}" has {without_font(missing)}')


def machine_fonts(prepared: Prepared, values: Mapping[str, FieldValue]) -> dict[str, str]:
    """Map names to SHA-256 of the font files that these values need and that do not come with Booklet.

    A book with such values is the same only on machines that have the same fonts.
    """
    found = {}
    for name, value in values.items():
        plan = prepared.form.plans.get(name)
        if plan and plan.kind not in ("checkbox", "radio") and not _surely_shows(plan, value, SMALLEST_PT):
            shown = value_of(plan, value).shown.replace("\n", "")
            for font in (font for widget in plan.widgets for font in fonts_of_machine(widget.style, shown)):
                found[Path(font.path).name] = hashlib.sha256(Path(font.path).read_bytes()).hexdigest()
    return found


def _too_long(plan: FieldPlan, text: str, fits: int) -> ValueProblem:
    message = f'The value of "{plan.name}" has {len(text)} characters; {fits} fit.'
    return ValueProblem(plan.name, "too long", message, fits)


def _fitting(plan: FieldPlan, widget: WidgetPlan, text: str, smallest_pt: float) -> int:
    """Count the characters of a text that fit a widget at the smallest size."""
    if text_setting.set_text(plan, widget, text, smallest_pt).fits:
        return len(text)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_setting.set_text(plan, widget, text[:middle], smallest_pt).fits:
            low = middle
        else:
            high = middle - 1
    return low
