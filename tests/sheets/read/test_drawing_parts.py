"""Drawing parts: anchors, groups, alternatives, pictures, and what is left out."""

from __future__ import annotations

import pytest

from booklet.sheets.model.chart import Chart
from booklet.sheets.model.drawing import Corner, Drawing, DrawingAnchor, Picture, Shape, Unknown
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.drawings import read_drawings
from tests.sheets.read.parts import package

PART = "xl/drawings/drawing1.xml"
AT = '<pos x="127000" y="254000"/><ext cx="1270000" cy="635000"/>'
RED = '<solidFill><srgbClr val="FF0000"/></solidFill>'


def _read(anchors: str, relations: dict[str, tuple[str, str]] | None = None) -> list[Drawing]:
    parts = {PART: f"<wsDr>{anchors}</wsDr>", "xl/media/image1.png": b"image", "xl/charts/chart1.xml": "<chartSpace/>"}
    return read_drawings(package(parts, relations or {}, PART), PART, Palette())


def _absolute(inner: str, after: str = "<clientData/>") -> str:
    return f"<absoluteAnchor>{AT}{inner}{after}</absoluteAnchor>"


def _shape(name: str = "Box", looks: str = RED, form: str = "", about: str = "", marks: str = "") -> str:
    return (
        f'<sp><nvSpPr><cNvPr id="2" name="{name}" {about}>{marks}</cNvPr></nvSpPr>'
        f'<spPr>{form}<prstGeom prst="diamond"/>{looks}</spPr></sp>'
    )


def _form(*numbers: int, more: str = "", tag: str = "") -> str:
    x, y, width, height = numbers
    return f'<xfrm {more}><off x="{x}" y="{y}"/><ext cx="{width}" cy="{height}"/>{tag}</xfrm>'


def _names(drawings: list[Drawing]) -> list[str]:
    return [d.content.name for d in drawings if not isinstance(d.content, Chart)]


def test_an_anchor_in_points() -> None:
    """English metric units are 12,700 to a point."""
    (drawing,) = _read(_absolute(_shape()))
    assert drawing.anchor == DrawingAnchor(None, None, 10.0, 20.0, 100.0, 50.0)
    assert isinstance(drawing.content, Shape)
    assert (drawing.content.preset, drawing.content.fill, drawing.place) == ("diamond", "FF0000", None)


FROM = "<from><col>1</col><colOff>12700</colOff><row>3</row><rowOff>25400</rowOff></from>"
TO = "<to><col>4</col><colOff>0</colOff><row>9</row><rowOff>-5</rowOff></to>"


def test_anchors_at_cells() -> None:
    """Cells count from 0 in the file and from 1 here; one corner with a size, or two corners."""
    one, two = _read(
        f'<oneCellAnchor>{FROM}<ext cx="127000" cy="63500"/>{_shape()}</oneCellAnchor>'
        f"<twoCellAnchor>{FROM}{TO}{_shape()}</twoCellAnchor>"
    )
    start = Corner(2, 4, 1.0, 2.0)
    assert one.anchor == DrawingAnchor(start, None, width_pt=10.0, height_pt=5.0)
    assert two.anchor.start == start
    assert two.anchor.end == Corner(5, 10, 0.0, -5 / 12_700)


@pytest.mark.parametrize(
    "anchor",
    [
        "<twoCellAnchor>{FROM}{shape}</twoCellAnchor>",
        "<oneCellAnchor>{shape}</oneCellAnchor>",
        "<odd>{shape}</odd>",
    ],
)
def test_anchors_that_are_nowhere(anchor: str) -> None:
    """Hold nothing; numbers that cannot be read are the first cell."""
    assert _read(anchor.format(FROM=FROM, shape=_shape())) == []
    broken = "<from><col>x</col><row>-3</row></from>"
    assert _read(f"<oneCellAnchor>{broken}{_shape()}</oneCellAnchor>")[0].anchor.start == Corner(1, 1, 0.0, 0.0)


def test_what_is_not_printed_or_hidden() -> None:
    """Stays away, each by its own mark."""
    unprinted = _absolute(_shape("Unprinted"), '<clientData fPrintsWithSheet="0"/>')
    hidden = _absolute(_shape("Hidden", about='hidden="1"'))
    assert _names(_read(unprinted + hidden + _absolute(_shape("Seen"), ""))) == ["Seen"]


def test_turns_mirrors_and_descriptions() -> None:
    """Turns are in 60,000ths of a degree; a description comes before a title."""
    form = _form(0, 0, 1, 1, more='rot="5400000" flipV="1"')
    (drawing,) = _read(_absolute(_shape(form=form, about='descr=" a box " title="t"')))
    assert (drawing.rotation, drawing.flip_horizontal, drawing.flip_vertical) == (90.0, False, True)
    assert (drawing.alternative, drawing.decorative) == ("a box", False)
    (other,) = _read(_absolute(_shape(form=_form(0, 0, 1, 1, more='flipH="1"'), about='title="t"')))
    assert (other.flip_horizontal, other.flip_vertical, other.alternative) == (True, False, "t")


@pytest.mark.parametrize(("value", "decorative"), [("1", True), ("0", False)])
def test_decoration_is_marked(value: str, decorative: bool) -> None:
    """By an extension that says yes."""
    mark = f'<extLst><ext uri="u"><decorative val="{value}"/></ext></extLst>'
    assert _read(_absolute(_shape(marks=mark)))[0].decorative is decorative


def _group(inner: str, form: str, tag: str = "") -> str:
    return f"<grpSp><nvGrpSpPr/><grpSpPr>{form}</grpSpPr>{inner}{tag}</grpSp>"


CHILDREN = '<chOff x="100" y="200"/><chExt cx="400" cy="200"/>'


def test_parts_of_a_group_have_shares_of_it() -> None:
    """In the group's own coordinates; what is no drawing or has no place is left out."""
    inner = _shape("One", form=_form(200, 250, 100, 50)) + _shape("Lost") + "<extLst/>"
    (drawing,) = _read(_absolute(_group(inner, _form(0, 0, 9, 9, tag=CHILDREN))))
    assert (_names([drawing]), drawing.place) == (["One"], (0.25, 0.25, 0.25, 0.25))


def test_groups_in_groups() -> None:
    """Shares of shares."""
    inside = _group(
        _shape("Deep", form=_form(5, 5, 5, 5)),
        _form(300, 300, 200, 100, tag='<chOff x="0" y="0"/><chExt cx="10" cy="10"/>'),
    )
    (drawing,) = _read(_absolute(_group(inside, _form(0, 0, 9, 9, tag=CHILDREN))))
    assert drawing.place == (0.75, 0.75, 0.25, 0.25)


@pytest.mark.parametrize("size", ['cx="0" cy="9"', 'cx="9" cy="0"'])
def test_a_group_without_size_has_no_parts(size: str) -> None:
    """Nothing is divided by zero."""
    group = _group(_shape(form=_form(1, 1, 1, 1)), _form(0, 0, 9, 9, tag=f'<chOff x="0" y="0"/><chExt {size}/>'))
    assert _read(_absolute(group)) == []


def _picture(relation: str, crop: str = "") -> str:
    return f'<pic><nvPicPr><cNvPr name="Logo"/></nvPicPr><blipFill><blip embed="{relation}"/>{crop}</blipFill></pic>'


IMAGES = {"rId1": ("image", "../media/image1.png"), "rId2": ("image", "../media/lost.png")}


def test_a_picture_with_its_crop() -> None:
    """In shares of each side: left, top, right, bottom; a negative crop adds room."""
    crop = '<srcRect l="10000" t="20000" r="-30000" b="40000"/>'
    (drawing,) = _read(_absolute(_picture("rId1", crop)), IMAGES)
    assert drawing.content == Picture(b"image", "Logo", (0.1, 0.2, -0.3, 0.4))


@pytest.mark.parametrize("relation", ["rId2", "rId9", ""])
def test_a_picture_whose_part_is_not_there(relation: str) -> None:
    """Is known by its name."""
    assert _read(_absolute(_picture(relation)), IMAGES)[0].content == Unknown("Logo")


def test_a_shape_that_is_filled_with_a_picture() -> None:
    """Is the picture, and above it the shape without its fill."""
    looks = '<blipFill><blip embed="rId1"/></blipFill><ln><solidFill><srgbClr val="0000FF"/></solidFill></ln>'
    picture, shape = _read(_absolute(_shape(looks=looks)), IMAGES)
    assert isinstance(picture.content, Picture)
    assert isinstance(shape.content, Shape)
    assert (shape.content.fill, shape.content.line and shape.content.line.color) == (None, "0000FF")


def _chart(relation: str) -> str:
    return (
        '<graphicFrame><nvGraphicFramePr><cNvPr name="Chart 1"/></nvGraphicFramePr>'
        f'<graphic><graphicData><chart id="{relation}"/></graphicData></graphic></graphicFrame>'
    )


CHARTS = {
    "rId1": ("chart", "../charts/chart1.xml"),
    "rId2": ("chart", "../no.xml"),
    "rId3": ("odd", "../charts/chart1.xml"),
}


def test_a_chart_is_read_where_it_is_one() -> None:
    """A part that is missing, or of another kind, is known by its name."""
    assert isinstance(_read(_absolute(_chart("rId1")), CHARTS)[0].content, Chart)
    for relation in ("rId2", "rId3", "rId4"):
        assert _read(_absolute(_chart(relation)), CHARTS)[0].content == Unknown("Chart 1")


def test_of_alternatives_the_first_that_is_known() -> None:
    """A chart of a newer kind gives way to what stands for it; a shape does not."""
    newer = "<Choice><graphicFrame><nvGraphicFramePr/></graphicFrame></Choice>"
    shape, fallback = f"<Choice>{_shape('Shape')}</Choice>", f"<Fallback>{_shape('Instead')}</Fallback>"
    odd, chart = "<Choice><contentPart/></Choice>", f"<Choice>{_chart('rId1')}</Choice>"

    def read(*options: str) -> list[Drawing]:
        return _read(_absolute(f"<AlternateContent>{''.join(options)}</AlternateContent>"), CHARTS)

    assert _names(read(newer, fallback)) == ["Instead"]
    assert _names(read(shape, fallback)) == ["Shape"]
    assert _names(read(odd, fallback)) == ["Instead"]
    assert [type(drawing.content) for drawing in read(chart, fallback)] == [Chart]
    assert read(newer) == []
