"""Form controls, comments and pictures of headers, which are in the older drawing language."""

from __future__ import annotations

import pytest

from booklet.sheets.model.comment import Comment
from booklet.sheets.model.drawing import Control, Corner, Drawing, DrawingAnchor, HeaderPicture, Shape
from booklet.sheets.model.style import Font
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.comments import drawings_of, read_comments
from booklet.sheets.read.controls import read_controls
from booklet.sheets.read.header_pictures import read_header_pictures
from booklet.sheets.read.vml import vml_lengths, vml_number
from tests.sheets.read.parts import SHEET, element, package

DRAWING = "xl/drawings/vmlDrawing1.vml"
ANCHOR = "<Anchor>1, 4, 2, 8, 3, 12, 5, 16</Anchor>"


def _controls(*shapes: str, part: str | None = None) -> list[Drawing]:
    parts = {DRAWING: part or f"<xml>{''.join(shapes)}</xml>"}
    return list(read_controls(package(parts, {"r1": ("vmlDrawing", "../drawings/vmlDrawing1.vml")}), SHEET))


def _shape(kind: str = "Checkbox", data: str = ANCHOR, text: str = "", style: str = "") -> str:
    box = f"<textbox><div>{text}</div></textbox>"
    return f'<shape style="{style}">{box}<ClientData ObjectType="{kind}">{data}</ClientData></shape>'


def _control(*arguments: str, **settings: str) -> Control:
    (drawing,) = _controls(_shape(*arguments, **settings))
    assert isinstance(drawing.content, Control)
    return drawing.content


@pytest.mark.parametrize(
    ("kind", "read"),
    [("Checkbox", "check"), ("Radio", "option"), ("Label", "label"), ("GBox", "group"), ("Button", "button"),
     ("Drop", "list"), ("List", "field"), ("Edit", "field"), ("Spin", "field"), ("Scroll", "field")],
)  # fmt: skip
def test_kinds_of_controls(kind: str, read: str) -> None:
    """As they are drawn."""
    assert _control(kind).kind == read


def test_what_is_no_control() -> None:
    """A comment's box, a kind that nobody knows, and a shape without a role on the sheet."""
    assert _controls(_shape("Note"), _shape("Odd"), "<shape/>") == []


@pytest.mark.parametrize("word", ["False", "f", " 0 "])
def test_controls_that_are_not_printed(word: str) -> None:
    """Stay away, as hidden ones do; any other word prints them."""
    assert _controls(_shape(data=f"{ANCHOR}<PrintObject>{word}</PrintObject>")) == []
    assert len(_controls(_shape(data=f"{ANCHOR}<PrintObject>True</PrintObject>"))) == 1
    assert _controls(_shape(style="visibility: hidden")) == []
    assert len(_controls(_shape(style="visibility: visible"))) == 1


def test_an_anchor_counts_pixels_into_cells() -> None:
    """Of three quarters of a point; columns and rows from 0 in the file."""
    (drawing,) = _controls(_shape())
    assert drawing.anchor == DrawingAnchor(Corner(2, 3, 3.0, 6.0), Corner(4, 6, 9.0, 12.0))


def test_a_place_in_the_style() -> None:
    """Stands in for an anchor; without a size there is none."""
    (drawing,) = _controls(_shape(data="", style="margin-left:10pt;margin-top:1in;width:20px;height:2cm"))
    assert drawing.anchor == DrawingAnchor(None, None, 10.0, 72.0, 15.0, pytest.approx(56.69, abs=0.01))
    assert _controls(_shape(data="<Anchor>1, 2, 3</Anchor>", style="width:20pt")) == []
    (at_corner,) = _controls(_shape(data="", style="width:20pt;height:10pt"))
    assert (at_corner.anchor.x_pt, at_corner.anchor.y_pt) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("style", "points"),
    [("width:12", 9.0), ("width : 12pt", 12.0), ("a:b;width:25.4mm", 72.0), ("width:.5in", 36.0), ("width:-4px", -3.0)],
)
def test_lengths(style: str, points: float) -> None:
    """Of each unit; without a unit they are pixels."""
    assert vml_lengths(element(f'<shape style="{style}"/>')) == {"width": pytest.approx(points)}


@pytest.mark.parametrize(("text", "number"), [(" 12 ", 12), ("123456", 123456), ("12345678", 0), ("-1", 0), (None, 0)])
def test_numbers(text: str | None, number: int) -> None:
    """A few digits; anything else is 0."""
    assert vml_number(text) == number


@pytest.mark.parametrize(("value", "checked"), [("1", True), ("0", False), ("2", True)])
def test_checked(value: str, checked: bool) -> None:
    """Also half-checked, which is printed as a mark."""
    assert _control(data=f"{ANCHOR}<Checked>{value}</Checked>").checked is checked


def test_the_text_of_a_control() -> None:
    """In one line, in the font that it names; its size is in twentieths of a point."""
    text = 'I<font face="Arial" size="200"> agree\n   to it </font>'
    control = _control(text=text)
    assert (control.text, control.font) == ("I agree to it", Font("Arial", 10.0))
    assert _control(text="Yes").font == Font("Tahoma", 8.0)
    assert _control(text="<font>Yes</font>").font == Font("Tahoma", 8.0)


def test_a_damaged_part_has_no_controls() -> None:
    """The sheet is read without them."""
    assert _controls(part="<xml><br></xml>") == []


def _comments(listed: str, boxes: str = "") -> list[Comment]:
    comments = f"<comments><commentList>{listed}</commentList></comments>"
    parts = {"xl/comments1.xml": comments, DRAWING: f"<xml>{boxes}</xml>"}
    relations = {"r1": ("vmlDrawing", "../drawings/vmlDrawing1.vml"), "r2": ("comments", "../comments1.xml")}
    return read_comments(package(parts, relations), SHEET, Palette())


def _comment(cell: str, text: str) -> str:
    return f'<comment ref="{cell}"><text>{text}</text></comment>'


def test_comments_are_in_the_order_of_their_cells() -> None:
    """Rows before columns; a comment without a cell or a text is none."""
    found = _comments(
        _comment("B2", "<t>two</t>") + _comment("C1", "<t>one</t>") + _comment("A2", "<t>a</t>")
        + _comment("?", "<t>x</t>") + '<comment ref="A1"/>'
    )  # fmt: skip
    assert [(c.row, c.column, c.text[0].text) for c in found] == [(1, 3, "one"), (2, 1, "a"), (2, 2, "two")]
    assert found[0].text[0].font == Font("Tahoma", 8.0)
    assert not found[0].shown


def test_open_boxes_are_drawn_as_displayed() -> None:
    """Those that are shown and have a place, with a line for each of the text; hidden boxes are not."""
    place = "<Row>1</Row><Column>2</Column>" + ANCHOR
    rich = "<r><t>one\n</t></r><r><rPr><b/></rPr><t>two</t></r>"
    (open_,) = _comments(_comment("C2", rich), _shape("Note", place))
    (closed,) = _comments(_comment("C2", rich), _shape("Note", place, style="visibility:hidden"))
    (placeless,) = _comments(_comment("C2", rich), _shape("Note", "<Row>1</Row><Column>2</Column>"))
    (drawing,) = drawings_of([open_, closed, placeless])
    shape = drawing.content
    assert isinstance(shape, Shape)
    assert ["".join(run.text for run in p.runs) for p in shape.paragraphs] == ["one", "two"]
    assert (shape.fill, shape.line is not None, drawing.anchor.start) == ("FFFFE1", True, Corner(2, 3, 3.0, 6.0))


def _header(shape: str, image: str = "../media/image1.png") -> dict[str, HeaderPicture]:
    parts = {DRAWING: f"<xml>{shape}</xml>", "xl/media/image1.png": b"image"}
    return read_header_pictures(package(parts, {"r1": ("image", image)}, DRAWING), DRAWING)


HEADER = '<shape id="lh_1" style="width:20pt;height:10pt"><imagedata {}/></shape>'


@pytest.mark.parametrize("reference", ['relid="r1"', 'id="r1"'])
def test_pictures_of_headers(reference: str) -> None:
    """By the place that their name begins with."""
    assert _header(HEADER.format(reference)) == {"LH": HeaderPicture(b"image", 20.0, 10.0)}


@pytest.mark.parametrize(
    "shape", [HEADER.format('relid="r7"'), HEADER.replace("height", "depth").format('relid="r1"'), "<shape/>", "<br>"]
)
def test_pictures_of_headers_that_are_not_there(shape: str) -> None:
    """Without a picture, without a size, in a part that is damaged; or the picture's part is missing."""
    assert _header(shape) == {}
    assert _header(HEADER.format('relid="r1"'), "../media/lost.png") == {}


def test_a_picture_of_a_header_is_scaled() -> None:
    """In both directions."""
    assert HeaderPicture(b"", 20.0, 10.0).scaled(1.5) == HeaderPicture(b"", 30.0, 15.0)
