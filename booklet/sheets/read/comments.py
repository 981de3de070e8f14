"""Comments: their texts are in one part, their boxes in another, in VML (ECMA-376 part 1, 18.7; part 4, 19.4)."""

from __future__ import annotations

from booklet.sheets.model.area import parse_area
from booklet.sheets.model.cell import RichText, Run
from booklet.sheets.model.comment import Comment
from booklet.sheets.model.drawing import Drawing, DrawingAnchor, Shape, ShapeParagraph, Stroke
from booklet.sheets.model.style import Font
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.package import Package
from booklet.sheets.read.shared_strings import read_text
from booklet.sheets.read.vml import is_hidden, vml_anchor, vml_number, vml_shapes
from booklet.sheets.read.xml import clear_tree, parse

_FONT = Font("Tahoma", 8.0)
_PAPER = "FFFFE1"
_INSETS_PT = (3.0, 2.0, 3.0, 2.0)


def read_comments(package: Package, part: str, palette: Palette) -> list[Comment]:
    """Return the comments of the sheet whose part is `part`, in the order of their cells."""
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
    """Yield the open boxes, as they are printed "as displayed on sheet"."""
    return [
        Drawing(comment.anchor, Shape("rect", _PAPER, Stroke(), _paragraphs(comment.text), insets_pt=_INSETS_PT))
        for comment in comments
        if comment.shown and comment.anchor
    ]


def _paragraphs(text: RichText) -> tuple[ShapeParagraph, ...]:
    lines: list[list[Run]] = [[]]
    for run in text:
        for number, piece in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(Run(piece, run.font or _FONT))
    return tuple(ShapeParagraph(tuple(line)) for line in lines)


def _boxes(package: Package, part: str) -> dict[tuple[int, int], tuple[DrawingAnchor | None, bool]]:
    """Return the anchor of each box and whether it is open, by row and column."""
    return {
        (vml_number(data.findtext("Row")) + 1, vml_number(data.findtext("Column")) + 1): (
            vml_anchor(shape, data),
            not is_hidden(shape),
        )
        for shape, data in vml_shapes(package, part)
        if data.get("ObjectType") == "Note"
    }
