"""Comments: their texts are in one part, their boxes in another, in VML (ECMA-376 part 1, 18.7; part 4, 19.4)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from booklet.errors import InputError
from booklet.sheets.model.area import parse_area
from booklet.sheets.model.cell import RichText, Run
from booklet.sheets.model.comment import Comment
from booklet.sheets.model.drawing import Anchor, Corner, Drawing, Line, Paragraph, Shape
from booklet.sheets.model.style import Font
from booklet.sheets.read.colours import Palette
from booklet.sheets.read.package import Package
from booklet.sheets.read.strings import read_text
from booklet.sheets.read.xml import clear_tree, parse

_PIXEL_PT = 0.75
_FONT = Font("Tahoma", 8.0)
_PAPER = "FFFFE1"
_INSETS_PT = (3.0, 2.0, 3.0, 2.0)


def read_comments(package: Package, part: str, palette: Palette) -> list[Comment]:
    """The comments of the sheet whose part is `part`, in the order of their cells."""
    boxes = _boxes(package, part)
    found = []
    for name in package.related(part, "comments"):
        for element in clear_tree(parse(package.read(name), name)).iterfind("commentList/comment"):
            area, text = parse_area(element.get("ref", "")), element.find("text")
            if area is None or text is None:
                continue
            read = read_text(text, palette)
            runs = read if isinstance(read, RichText) else RichText((Run(read, _FONT),))
            found.append(Comment(area.top, area.left, runs, *boxes.get((area.top, area.left), (None, False))))
    return sorted(found, key=lambda comment: (comment.row, comment.column))


def drawings_of(comments: list[Comment]) -> list[Drawing]:
    """The open boxes, as they are printed "as displayed on sheet"."""
    return [
        Drawing(comment.anchor, Shape("rect", _PAPER, Line(), _paragraphs(comment.text), insets_pt=_INSETS_PT))
        for comment in comments
        if comment.shown and comment.anchor
    ]


def _paragraphs(text: RichText) -> tuple[Paragraph, ...]:
    lines: list[list[Run]] = [[]]
    for run in text:
        for number, piece in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(Run(piece, run.font or _FONT))
    return tuple(Paragraph(tuple(line)) for line in lines)


def _boxes(package: Package, part: str) -> dict[tuple[int, int], tuple[Anchor | None, bool]]:
    """Anchor and whether it is open, by row and column."""
    boxes = {}
    for name in package.related(part, "vmlDrawing"):
        try:
            root = parse(package.read(name), name)
        except InputError:  # VML is often not well-formed; the comments have their texts without it
            continue
        for shape in root.iter("shape"):
            data = shape.find("ClientData")
            if data is None or data.get("ObjectType") != "Note":
                continue
            row, column = (_number(data.findtext(tag)) for tag in ("Row", "Column"))
            hidden = "hidden" in shape.get("style", "").replace(" ", "").partition("visibility:")[2][:6]
            boxes[row + 1, column + 1] = (_anchor(data), not hidden)
    return boxes


def _anchor(data: Element) -> Anchor | None:
    """Column, pixels into it, row, pixels into it; of the left top corner, then of the right bottom one."""
    numbers = [_number(text) for text in (data.findtext("Anchor") or "").split(",")]
    if len(numbers) != 8:
        return None
    left, dx, top, dy, right, end_dx, bottom, end_dy = numbers
    return Anchor(
        Corner(left + 1, top + 1, dx * _PIXEL_PT, dy * _PIXEL_PT),
        Corner(right + 1, bottom + 1, end_dx * _PIXEL_PT, end_dy * _PIXEL_PT),
    )


def _number(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isdigit() and len(text) < 8 else 0
