"""A worksheet and the workbook around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import Cell
from booklet.sheets.model.comment import Comment
from booklet.sheets.model.conditional_format import ConditionalFormat
from booklet.sheets.model.drawing import Drawing, HeaderPicture, Sparkline
from booklet.sheets.model.page_setup import PageSetup
from booklet.sheets.model.style import CellStyle, Font, StyleChange


@dataclass(frozen=True, slots=True)
class ColumnSpan:
    """Columns `first` to `last` alike; `width` is in characters, None for the default."""

    first: int
    last: int
    width: float | None
    hidden: bool
    style: int


@dataclass(frozen=True, slots=True)
class RowSpec:
    """`height_pt` None leaves the height to the content; `style` None to the columns."""

    height_pt: float | None
    custom: bool
    hidden: bool
    style: int | None


@dataclass(frozen=True, slots=True)
class ExcelTable:
    """A table's place and its style's name ("TableStyleMedium2"), "" for none.

    Formulas refer to its `name` and to its `columns` by theirs.
    """

    area: Area
    style: str
    header_rows: int
    totals_rows: int
    row_stripes: bool
    column_stripes: bool
    first_column: bool
    last_column: bool
    name: str = ""
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class Sheet:
    """One worksheet. `rows[row][column]` is a cell; what is not there is empty and in its column's style."""

    name: str
    visible: bool = True
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    row_specs: dict[int, RowSpec] = field(default_factory=dict)
    columns: list[ColumnSpan] = field(default_factory=list)
    default_row_height_pt: float | None = None
    default_rows_hidden: bool = False
    heights_complete: bool = False
    """True if rows without a height have the default: Excel wrote the sheet, or the default was set by hand."""
    default_column_width: float | None = None
    base_column_width: float = 8.0
    merges: list[Area] = field(default_factory=list)
    print_areas: tuple[Area, ...] = ()
    title_rows: tuple[int, int] | None = None
    title_columns: tuple[int, int] | None = None
    row_breaks: tuple[int, ...] = ()
    column_breaks: tuple[int, ...] = ()
    page_setup: PageSetup = field(default_factory=PageSetup)
    right_to_left: bool = False
    show_zeros: bool = True
    show_formulas: bool = False
    filtered: bool = False
    """A filter is set: rows are hidden because they do not meet it."""
    filter_area: Area | None = None
    """The range of an automatic filter; its first row heads what stands below."""
    frozen_rows: tuple[int, int] | None = None
    """The rows that stay in sight while the sheet is scrolled."""
    conditional: list[ConditionalFormat] = field(default_factory=list)
    tables: list[ExcelTable] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    header_pictures: dict[str, HeaderPicture] = field(default_factory=dict)
    sparklines: list[Sparkline] = field(default_factory=list)
    links: list[tuple[Area, str]] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell, or None where the file has none."""
        cells = self.rows.get(row)
        return cells.get(column) if cells else None


@dataclass(slots=True)
class Workbook:
    """All that the sheets share. `names` are defined names, by (lower-case name, sheet or None)."""

    sheets: list[Sheet]
    styles: list[CellStyle]
    default_font: Font
    epoch_1904: bool = False
    names: dict[tuple[str, str | None], str] = field(default_factory=dict)
    table_styles: dict[str, dict[str, StyleChange]] = field(default_factory=dict)
    theme_colors: tuple[str, ...] = ()
    recalculate: bool = False
    notes: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    """As in "en-GB"; few workbooks say."""

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, whatever its case."""
        return next((s for s in self.sheets if s.name.lower() == name.lower()), None)

    def number_format(self, cell: Cell | None) -> str:
        """Return the format in which a cell shows its value; "General" where it has none."""
        style = cell.style if cell else 0
        return self.styles[style].number_format if 0 <= style < len(self.styles) else "General"
