"""Form controls on a sheet: check boxes, option buttons, labels, group boxes, buttons, lists (part 4, 19.4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from booklet.sheets.model.drawing import Control, Drawing
from booklet.sheets.model.style import Font
from booklet.sheets.read.package import Package
from booklet.sheets.read.vml import is_hidden, vml_anchor, vml_number, vml_shapes

_KINDS = {
    "Checkbox": "check", "Radio": "option", "Label": "label", "GBox": "group", "Button": "button", "Drop": "list",
    "List": "field", "Edit": "field", "EditBox": "field", "Spin": "field", "Scroll": "field",
}  # fmt: skip


def read_controls(package: Package, part: str) -> Iterator[Drawing]:
    """Return the controls that are printed, of the sheet whose part is `part`."""
    for shape, data in vml_shapes(package, part):
        kind, anchor = _KINDS.get(data.get("ObjectType", "")), vml_anchor(shape, data)
        printed = (data.findtext("PrintObject") or "").strip().lower() not in ("f", "false", "0")
        if kind is None or anchor is None or not printed or is_hidden(shape):
            continue
        text = " ".join("".join(part for box in shape.iter("textbox") for part in box.itertext()).split())
        yield Drawing(anchor, Control(kind, text, vml_number(data.findtext("Checked")) > 0, _font(shape)))


def _font(shape: Element) -> Font:
    """Return the font; sizes are in twentieths of a point."""
    font = next(shape.iter("font"), None)
    if font is None:
        return Font("Tahoma", 8.0)
    return Font(font.get("face") or "Tahoma", (vml_number(font.get("size")) or 160) / 20)
