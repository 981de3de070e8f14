"""Give fields their values: the value, the state, and the appearance that shows it (ISO 32000-2, 12.7.5).

A reader need not make anything of its own: NeedAppearances is not relied on.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from booklet.errors import DefinitionError
from booklet.pdf.book.tail import Placing, Tail
from booklet.pdf.form import text_setting
from booklet.pdf.form.calculate import with_calculated
from booklet.pdf.form.field_plan import FieldPlan, Shape, WidgetPlan, shape_of
from booklet.pdf.form.field_tree import Node
from booklet.pdf.form.field_values import as_text, chosen_state, states_of, stored_and_shown, value_of
from booklet.pdf.form.resource_fonts import FormFont
from booklet.pdf.form.text_runs import FontChoice, missing_letters, runs
from booklet.pdf.syntax.objects import Name, number, string, template, text_of, text_string
from booklet.pdf.types import FieldValue
from booklet.text.fallbacks import without_font

_LIST_PT = 12.0  # of a list box that leaves the size open, as Acrobat has it


class Drawn(NamedTuple):
    """An appearance stream in the tail."""

    reference: bytes
    shape: Shape


@dataclass(slots=True)
class Filling:
    """The fields of a piece while they are filled: what comes to stand beside the entries that stay."""

    tail: Tail
    placing: Placing
    entries: dict[int, bytes] = field(default_factory=dict)
    drawn: dict[int, Drawn | None] = field(default_factory=dict)
    """Widget -> the appearance that shows; None for none."""
    is_given: bool = True
    """True for values of the caller's, False for the upload's own."""

    def add(self, number: int, text: bytes) -> None:
        """Add further entries to an object."""
        self.entries[number] = self.entries.get(number, b"") + text

    def set_value(self, number: int, text: bytes) -> None:
        """Set the value of a field: an entry of its own, or of the field that it shares with other parts."""
        if self.placing.piece.block.form.fields:
            self.placing.field_values[number] = text
        else:
            self.add(number, text)


def complete_fields(tail: Tail, placing: Placing) -> None:
    """Write the fields of a piece whose form is filled and stays fillable."""
    block, table = placing.piece.block, placing.table
    if block.key.form != "filled":
        return
    filled = fill(tail, placing, {number for page in block.widgets for number in page}).entries
    for local, (text, slots) in block.form.unfilled.items():
        entries = filled.get(local) or placing.placed.unfilled.get(local)
        if entries is None:
            tail.bring(placing, slots)
            entries = table.render(text, slots)
        if local in block.document_form.undrawn and local not in filled:
            drawn = draw_value(tail, placing, block.document_form.nodes[local])
            entries += b"/AP<</N %b>>" % drawn.reference if drawn else b""
        tail.close(placing, local, entries)


def fill(tail: Tail, placing: Placing, shown: Set[int]) -> Filling:
    """Work out all values of a piece, and draw them in the widgets that are shown."""
    filling = Filling(tail, placing)
    plans = placing.piece.block.document_form.plans
    values = with_calculated(placing.piece.block.document_form.calculations, placing.piece.part.values or {})
    for name, value in values.items():
        plan = plans.get(name)
        if plan is None:
            raise DefinitionError(f'The field "{name}" is of a kind that cannot be filled.')
        widgets = [widget for widget in plan.widgets if widget.number in shown]
        if plan.kind in ("checkbox", "radio"):
            _fill_button(filling, plan, widgets, value)
        elif plan.kind == "list":
            _fill_list(filling, plan, widgets, value)
        else:
            _fill_text(filling, plan, widgets, value)
    return filling


def _fill_text(filling: Filling, plan: FieldPlan, widgets: list[WidgetPlan], value: FieldValue) -> None:
    made = value_of(plan, value)
    shown, smallest_pt = made.shown, filling.placing.piece.part.smallest_pt
    for node in plan.nodes:
        filling.set_value(node, b"/V%b" % string(text_string(made.stored)))
    for widget in widgets:
        if made.is_red:
            widget = replace(widget, opening=widget.opening + b" 1 0 0 rg")
        fonts = Fonts(filling.tail, filling.placing)
        content = text_setting.draw_plain_line(plan, widget, shown, fonts.use, smallest_pt)
        if content is None:
            setting = text_setting.set_text(plan, widget, shown, smallest_pt)
            if (
                filling.is_given
                and not plan.options
                and any(run.font is None for line in setting.lines for run in line)
            ):
                raise _missing(plan, widget, shown)
            content = text_setting.draw(plan, widget, setting, fonts.use)
        _draw(filling, widget, content, fonts)


def _missing(plan: FieldPlan, widget: WidgetPlan, text: str) -> DefinitionError:
    letters = missing_letters(widget.style, text.replace("\n", ""))
    return DefinitionError(f'The value of "{plan.name}" has {without_font(letters)}')


def _draw(filling: Filling, widget: WidgetPlan, content: bytes, fonts: Fonts) -> None:
    """Write an appearance stream, and let its widget show it."""
    reference = filling.tail.writer.new_number()
    content = widget.background + content
    head = b"<<%b/Resources<<%b>>/Length %d>>" % (widget.head, fonts.resources(), len(content))
    filling.tail.writer.put(reference, head, content)
    filling.add(widget.number, b"/AP<</N %d 0 R>>" % reference)
    filling.drawn[widget.number] = Drawn(b"%d 0 R" % reference, widget.shape)


def draw_value(tail: Tail, placing: Placing, node: Node) -> Drawn | None:
    """Draw a text field or combo box, with the value that it has in the upload, for want of an appearance."""
    plan = placing.piece.block.document_form.plans.get(node.name)
    text = text_of(node.inherited("V"))
    widget = next((item for item in plan.widgets if item.number == node.number), None) if plan else None
    if not plan or not widget or not (text or widget.background):
        return None
    filling = Filling(tail, placing, is_given=False)
    _fill_text(filling, plan, [widget], text)
    return filling.drawn[node.number]


def _fill_list(filling: Filling, plan: FieldPlan, widgets: list[WidgetPlan], value: FieldValue) -> None:
    """Draw a list box with its options, those that are chosen on a colored bar (12.7.5.4)."""
    wanted = [as_text(value)] if isinstance(value, (str, bool)) else list(value)
    chosen = [stored_and_shown(plan, text)[0] for text in wanted if text]
    places = [place for place, (stored, _) in enumerate(plan.options) if stored in chosen]
    texts = [string(text_string(text)) for text in chosen]
    stored = texts[0] if len(texts) == 1 else b"[%b]" % b" ".join(texts)
    first = min((_first_shown(plan, widget, places) for widget in widgets), default=0)
    indices = b" ".join(b"%d" % place for place in places)
    for node in plan.nodes:
        filling.set_value(node, b"/V%b/I[%b]/TI %d" % (stored, indices, first))
    for widget in widgets:
        fonts = Fonts(filling.tail, filling.placing)
        _draw(filling, widget, _list_content(plan, widget, places, first, fonts), fonts)


def _first_shown(plan: FieldPlan, widget: WidgetPlan, places: list[int]) -> int:
    """Return the option at the top of a list box, so that the first of those that are chosen is in sight."""
    room = max(int((widget.height - 2 * widget.border) / _list_step(widget)), 1)
    return max(0, min(min(places, default=0), len(plan.options) - room))


def _list_step(widget: WidgetPlan) -> float:
    return (widget.style.size or _LIST_PT) * 1.15


def _list_content(plan: FieldPlan, widget: WidgetPlan, places: list[int], first: int, fonts: Fonts) -> bytes:
    size, step = widget.style.size or _LIST_PT, _list_step(widget)
    room = max(int((widget.height - 2 * widget.border) / step), 1)
    border = max(widget.border, 1.0)
    edges = (border, border, max(widget.width - 2 * border, 0.0), max(widget.height - 2 * border, 0.0))
    parts = [b"/Tx BMC q %b %b %b %b re W n" % (*map(number, edges),)]
    lines = []
    for row, place in enumerate(range(first, min(len(plan.options), first + room + 1))):
        top = widget.height - border - row * step
        if place in places:
            bar = (border, top - step, max(widget.width - 2 * border, 0.0), step)
            parts.append(b"0.6 0.75 0.85 rg %b %b %b %b re f" % (*(number(round(v, 3)) for v in bar),))
        lines.append((top - step + 0.25 * size, runs(widget.style, plan.options[place][1])))
    parts.append(b"BT " + widget.style.color)
    at = 0.0
    for y, line in lines:
        parts.append(b"%b %b Td" % (number(round(0.0 if at else border * 2, 3)), number(round(y - at, 3))))
        at = y
        parts += [text_setting.show(run, size, fonts.use) for run in line]
    return b" ".join((*parts, b"ET Q EMC"))


def _fill_button(filling: Filling, plan: FieldPlan, widgets: list[WidgetPlan], value: FieldValue) -> None:
    """Turn on each widget that has the state that the value names, and turn off the others (12.7.5.2)."""
    states = {widget.number: states_of(plan, place, widget) for place, widget in enumerate(plan.widgets)}
    chosen = chosen_state(plan, value)
    for node in plan.nodes:
        filling.set_value(node, b"/V/%b" % chosen.encode("latin-1"))
    for widget in widgets:
        state = chosen if chosen in states[widget.number] else Name("Off")
        filling.add(widget.number, b"/AS/%b" % state.encode("latin-1"))
        if not widget.is_shown:
            _draw_button(filling, widget, states[widget.number][0], state)
        else:
            filling.drawn[widget.number] = existing_appearance(filling.tail, filling.placing, widget.number, state)


def _draw_button(filling: Filling, widget: WidgetPlan, on: Name, state: Name) -> None:
    """Draw both appearances of a check box or radio button that comes with none."""
    size = max(min(widget.width, widget.height) * 0.8, 2.0)
    advance, low, high = _MARKS.get(widget.mark, _MARKS["4"])
    x, y = (widget.width - advance * size) / 2, (widget.height - (low + high) * size) / 2
    mark = b"q BT %b /ZaDb %b Tf %b %b Td %b Tj ET Q" % (
        widget.style.color,
        *(number(round(value, 3)) for value in (size, x, y)),
        string(widget.mark.encode("latin-1")),
    )
    references = []
    for content in (widget.background + mark, widget.background):
        references.append(filling.tail.writer.new_number())
        font = b"/Resources<</Font<</ZaDb %d 0 R>>>>" % filling.tail.standard_font(b"ZapfDingbats")
        body = b"<<%b%b/Length %d>>" % (widget.head, font, len(content))
        filling.tail.writer.put(references[-1], body, content)
    pair = (on.encode("latin-1"), references[0], references[1])
    filling.add(widget.number, b"/AP<</N<</%b %d 0 R/Off %d 0 R>>>>" % pair)
    filling.drawn[widget.number] = Drawn(b"%d 0 R" % references[state == "Off"], widget.shape)


# Advance, lowest and highest point of the marks in ZapfDingbats, in sizes.
_MARKS = {
    "4": (0.846, 0.0, 0.69),
    "8": (0.76, 0.0, 0.69),
    "l": (0.791, 0.0, 0.705),
    "u": (0.788, -0.014, 0.705),
    "n": (0.761, 0.0, 0.69),
    "H": (0.816, 0.0, 0.705),
}


def existing_appearance(tail: Tail, placing: Placing, local: int, state: Name) -> Drawn | None:
    """Bring the appearance that an upload has for a widget in a state into a flattened book; None for any other."""
    if placing.piece.block.key.form != "flat":
        return None
    source = placing.piece.block.document.source
    node = placing.piece.block.document_form.nodes[local]
    normal = source.dictionary(node.entries.get("AP")).get("N")
    if source.stream_number(normal) is None:
        normal = source.dictionary(normal).get(state)
    reference = source.stream_number(normal)
    if reference is None:
        return None
    tail.bring(placing, (reference,))
    return Drawn(placing.table[reference], shape_of(source, source.dictionary(normal)))


class Fonts:
    """The fonts of an appearance stream."""

    def __init__(self, tail: Tail, placing: Placing) -> None:
        self._tail = tail
        self._placing = placing
        self._used: dict[bytes, bytes] = {}

    def use(self, font: FontChoice) -> text_setting.UsedFont:
        """Enter a font; see `text_setting.UseFont`."""
        known = self._placing.fonts.get(font)
        if known is None:
            known = self._placing.fonts[font] = self._enter(font)
        self._used[known.name] = known.resource
        return known

    def _enter(self, font: FontChoice) -> text_setting.UsedFont:
        tail, name = self._tail, b"F%d" % len(self._placing.fonts)
        if isinstance(font, FormFont):
            text, slots = template(font.value)
            tail.bring(self._placing, slots)
            reference = self._placing.table.render(text, slots)
            return text_setting.UsedFont(name, b"/%b %b" % (name, reference), font.string)
        embedded = tail.font_of(font)
        return text_setting.UsedFont(name, b"/%b %d 0 R" % (name, embedded.number), embedded.encode, embedded.show)

    def resources(self) -> bytes:
        """Return the entries of the resource dictionary."""
        return b"/Font<<%b>>" % b"".join(self._used.values())
