"""Plans: how each widget of a form draws its value, worked out once for all customers (ISO 32000-2, 12.7.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from booklet.pdf.form.button_appearances import is_shown
from booklet.pdf.form.field_nodes import choices, on_states, rect_of, widgets_of
from booklet.pdf.form.field_tree import COMB, EDIT, MULTILINE, PASSWORD, Node
from booklet.pdf.form.resource_fonts import FormFont, family_of, read_font
from booklet.pdf.form.scripts import NO_SCRIPTS, FieldScripts, read_scripts
from booklet.pdf.form.widget_borders import WidgetBox, read_border
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Name, number, text_of
from booklet.pdf.types import FieldKind

Matrix = tuple[float, float, float, float, float, float]
Shape = tuple[list[float], Matrix]
"""Bounding box and matrix of a form XObject."""
_MATRICES: dict[int, Matrix] = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, 1, -1, 0, 0, 0),
    180: (-1, 0, 0, -1, 0, 0),
    270: (0, -1, 1, 0, 0, 0),
}
_MOST_CELLS = 200  # more are a slip of the form's, and their lines would cover everything
_FONT = re.compile(rb"/([^\s/\[\]()<>]+)\s+([-+]?(?:\d+\.?\d*|\.\d+))\s+Tf")


@dataclass(frozen=True, eq=False, slots=True)
class ValueStyle:
    """The font, size, color and alignment of a widget's text."""

    font: FormFont | None
    """The form's own font; None where it has none that can be relied on."""
    family: tuple[str, bool, bool]
    """The shipped family that is like it, bold, italic."""
    size: float
    """0: as large as fits."""
    color: bytes
    """The operators that set it."""
    align: int
    """0 left, 1 center, 2 right."""


@dataclass(frozen=True, eq=False, slots=True)
class WidgetPlan:
    """The plan of a widget. Its box is upright, as the reader of the text sees it."""

    number: int
    width: float
    height: float
    head: bytes
    """Entries of its appearance stream: bounding box and matrix."""
    shape: Shape
    """The same as numbers."""
    background: bytes
    """The operators that draw all below the value."""
    opening: bytes
    """The operators before its text: the edge that clips it, and the color."""
    border: float
    """Width of the border."""
    margin: float
    """Between the box and its text, on each side."""
    room: float
    """The width that is left for text."""
    style: ValueStyle
    states: tuple[Name, ...]
    """Of a button, the on-states that its appearance names."""
    is_shown: bool
    """Of a button, whether its own appearances show; if not, they have to be drawn."""
    mark: str
    """Of a button, the letter of ZapfDingbats that marks it."""


@dataclass(frozen=True, eq=False, slots=True)
class FieldPlan:
    """The plan of a field, with its widgets."""

    name: str
    kind: FieldKind
    nodes: tuple[int, ...]
    """Numbers of the objects that hold the value."""
    widgets: tuple[WidgetPlan, ...]
    options: tuple[tuple[str, str], ...]
    """Of a choice, and of a button with /Opt: (stored, shown)."""
    max_length: int | None
    multiline: bool
    comb: bool
    password: bool
    editable: bool
    scripts: FieldScripts
    is_plain: bool
    """True for a text field that shows values as they are: no format, no secret."""


def plan_form(source: Source, form_entries: Dictionary, terminals: Mapping[str, list[Node]]) -> dict[str, FieldPlan]:
    """Plan every field that can be given a value, by full name; `form_entries` are the form's own (12.7.3)."""
    defaults = _Defaults(source, form_entries)
    return {
        name: _plan(defaults, name, nodes)
        for name, nodes in terminals.items()
        if nodes[0].kind in ("text", "checkbox", "radio", "combo", "list")
    }


def undrawn(nodes: Iterable[Node]) -> frozenset[int]:
    """Return the widgets of text fields and combo boxes that have a value and no appearance."""
    widgets = [node for node in nodes if node.is_widget and not node.kids and node.kind in ("text", "combo")]
    return frozenset(node.number for node in widgets if "AP" not in node.entries and text_of(node.inherited("V")))


class _Defaults:
    """The form's own entries, which hold where a field has none, and its fonts, each read once."""

    def __init__(self, source: Source, entries: Dictionary) -> None:
        self.source = source
        self._entries = entries
        self._fonts = source.dictionary(source.dictionary(entries.get("DR")).get("Font"))
        self._read: dict[str, FormFont | None] = {}

    def get(self, key: str, otherwise: Any = None) -> Any:
        """Return an entry, resolved."""
        return self.source.resolve(self._entries.get(key, otherwise))

    def font(self, name: str) -> tuple[FormFont | None, tuple[str, bool, bool]]:
        """Return the font of that name, if it can be relied on, and the shipped family that is like it."""
        value = self._fonts.get(name)
        if name not in self._read:
            self._read[name] = read_font(self.source, value) if value is not None else None
        base = self.source.resolve(self.source.dictionary(value).get("BaseFont"))
        return self._read[name], family_of(str(base or name))


def _plan(defaults: _Defaults, name: str, nodes: list[Node]) -> FieldPlan:
    node, flags = nodes[0], nodes[0].flags
    source = defaults.source
    max_length = source.resolve(node.inherited("MaxLen"))
    kind = node.kind or "text"
    scripts = _scripts(source, nodes)
    return FieldPlan(
        name=name,
        kind=kind,
        nodes=tuple(item.number for item in nodes),
        widgets=tuple(_widget(defaults, widget) for widget in widgets_of(nodes)),
        options=tuple(choices(source, node)),
        max_length=max_length if isinstance(max_length, int) and max_length > 0 and kind == "text" else None,
        multiline=bool(flags & MULTILINE) and kind == "text",
        comb=_is_comb(node),
        password=bool(flags & PASSWORD) and kind == "text",
        editable=bool(flags & EDIT) and kind == "combo",
        scripts=scripts,
        is_plain=kind == "text" and not scripts.format and not flags & PASSWORD,
    )


def _scripts(source: Source, nodes: list[Node]) -> FieldScripts:
    if nodes[0].kind not in ("text", "combo"):
        return NO_SCRIPTS
    return read_scripts(source, [*nodes, *widgets_of(nodes)])


def _widget(defaults: _Defaults, node: Node) -> WidgetPlan:
    source = defaults.source
    left, bottom, right, top = rect_of(source, node)
    width, height = right - left, top - bottom
    look = source.dictionary(node.entries.get("MK"))
    turn = source.resolve(look.get("R"))
    turn = int(turn) % 360 if isinstance(turn, (int, float)) else 0
    if turn % 180:
        width, height = height, width
    matrix = _MATRICES.get(turn, _MATRICES[0])
    mark = text_of(source.resolve(look.get("CA")))[:1] or ("l" if node.kind == "radio" else "4")
    is_round = node.kind == "radio" and mark == "l"
    drawn = read_border(source, node.entries, WidgetBox(width, height, _cells(source, node), is_round))
    border = drawn.width
    style = _style(defaults, node)
    edge = max(border, 1.0)
    inner = (edge, edge, max(width - 2 * edge, 0.0), max(height - 2 * edge, 0.0))
    return WidgetPlan(
        number=node.number,
        width=width,
        height=height,
        head=b"/Type/XObject/Subtype/Form/BBox[0 0 %b %b]%b"
        % (number(width), number(height), b"/Matrix[%d %d %d %d %d %d]" % matrix if turn else b""),
        shape=([0.0, 0.0, width, height], matrix),
        background=drawn.drawn,
        border=border,
        margin=max(border * 2, 2.0),
        room=max(width - 2 * max(border * 2, 2.0), 1.0),
        opening=b"/Tx BMC q %b %b %b %b re W n BT %b" % (*map(number, inner), style.color),
        style=style,
        states=tuple(on_states(source, node)) if node.kind in ("checkbox", "radio") else (),
        is_shown=node.kind in ("checkbox", "radio") and is_shown(source, node),
        mark=mark,
    )


def _cells(source: Source, node: Node) -> int:
    """Count the cells of a comb; 1 for any other field."""
    length = source.resolve(node.inherited("MaxLen"))
    return length if isinstance(length, int) and 0 < length < _MOST_CELLS and _is_comb(node) else 1


def _is_comb(node: Node) -> bool:
    return node.kind == "text" and bool(node.flags & COMB) and not node.flags & (MULTILINE | PASSWORD)


def shape_of(source: Source, entries: Dictionary) -> Shape:
    """Return bounding box and matrix of a form XObject of an upload."""
    box = [source.resolve(value) for value in source.array(entries.get("BBox"))]
    matrix = [source.resolve(value) for value in source.array(entries.get("Matrix"))]
    if len(box) != 4 or not all(isinstance(value, (int, float)) for value in box):
        box = [0, 0, 0, 0]
    if len(matrix) != 6 or not all(isinstance(value, (int, float)) for value in matrix):
        matrix = list(_MATRICES[0])
    return box, (matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5])


def _style(defaults: _Defaults, node: Node) -> ValueStyle:
    default = node.inherited("DA")
    if not isinstance(default, bytes) or not _FONT.search(default):
        default = defaults.get("DA")
    default = default if isinstance(default, bytes) else b""
    found = _FONT.search(default)
    font, family = defaults.font(found[1].decode("latin-1")) if found else (None, ("Liberation Sans", False, False))
    align = node.inherited("Q")
    align = defaults.get("Q", 0) if align is None else align
    return ValueStyle(
        font=font,
        family=family,
        size=abs(float(found[2])) if found else 0.0,
        color=_color_of(default),
        align=align if align in (1, 2) else 0,
    )


def _color_of(default: bytes) -> bytes:
    """Return the operators of a default appearance string that set a color; black where there are none."""
    found = re.findall(rb"((?:[-+]?[\d.]+\s+){1,4}(?:g|rg|k))(?=\s|$)", _FONT.sub(b" ", default))
    return found[-1] if found else b"0 g"
