"""Drawings over the cells: pictures, shapes, charts, and sparklines in them (ECMA-376 part 1, 20.5 and 20.1)."""

from __future__ import annotations

from dataclasses import dataclass, field

from booklet.sheets.model.cell import Run
from booklet.sheets.model.chart import Chart
from booklet.sheets.model.style import Color, Font


@dataclass(frozen=True, slots=True)
class Corner:
    """A point of the grid: a cell (from 1) and a distance into it, in points."""

    column: int
    row: int
    dx_pt: float
    dy_pt: float


@dataclass(frozen=True, slots=True)
class DrawingAnchor:
    """Place of a drawing. `end` None: `start` with a size. `start` None: at `x_pt`, `y_pt` of the sheet."""

    start: Corner | None = None
    end: Corner | None = None
    x_pt: float = 0.0
    y_pt: float = 0.0
    width_pt: float = 0.0
    height_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """`crop` is the share cut off at left, top, right and bottom."""

    data: bytes
    name: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stroke; `dash` is one of ST_PresetLineDashVal."""

    color: Color = "000000"
    width_pt: float = 0.75
    dash: str = "solid"
    head: bool = False
    tail: bool = False


@dataclass(frozen=True, slots=True)
class ShapeParagraph:
    """One paragraph of a shape's text."""

    runs: tuple[Run, ...]
    align: str = "l"


@dataclass(frozen=True, slots=True)
class Shape:
    """A preset shape with its text; `fill` and `line` None are invisible."""

    preset: str
    fill: Color | None = None
    line: Stroke | None = None
    paragraphs: tuple[ShapeParagraph, ...] = ()
    vertical: str = "t"
    insets_pt: tuple[float, float, float, float] = (7.2, 3.6, 7.2, 3.6)
    wrap: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A form control; `kind` is check, option, label, group, button, list or field."""

    kind: str
    text: str = ""
    checked: bool = False
    font: Font = field(default_factory=lambda: Font("Tahoma", 8.0))


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that Booklet cannot draw; it gets an outlined box with this name."""

    name: str


DrawingContent = Picture | Shape | Chart | Control | Unknown


@dataclass(frozen=True, slots=True)
class Drawing:
    """`place` None fills the anchor; else it is (x, y, width, height) as shares of it, for parts of a group.

    `alternative` is the text for those who cannot see it; a `decorative` drawing says nothing to them.
    """

    anchor: DrawingAnchor
    content: DrawingContent
    rotation: float = 0.0
    flip_horizontal: bool = False
    flip_vertical: bool = False
    place: tuple[float, float, float, float] | None = None
    alternative: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class HeaderPicture:
    """A picture that `&G` puts into a header or footer."""

    data: bytes
    width_pt: float
    height_pt: float

    def scaled(self, scale: float) -> HeaderPicture:
        """Return the same picture, so many times as large."""
        return HeaderPicture(self.data, self.width_pt * scale, self.height_pt * scale)


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small chart in one cell; `values` is a reference with its sheet."""

    row: int
    column: int
    values: str
    kind: str
    color: Color
    negative_color: Color | None = None
    marker_colors: tuple[tuple[str, Color], ...] = ()
    weight_pt: float = 0.75
    low: float | None = None
    high: float | None = None
