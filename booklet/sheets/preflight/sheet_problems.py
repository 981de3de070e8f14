"""Problems of printed sheets: cut texts, ####, lone columns, hidden and undrawable content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from booklet.fonts.twins import family_for
from booklet.sheets.draw.pictures import Gallery
from booklet.sheets.draw.sheet_drawing import Misfit, Misfits
from booklet.sheets.layout.pagination import PrintedPage
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.layout.typeface import is_as_wide, missing_letters
from booklet.sheets.model.area import Area, column_name
from booklet.sheets.model.drawing import Picture, Unknown
from booklet.sheets.preflight.suggestions import lone_problems
from booklet.sheets.render_options import RenderOptions
from booklet.sheets.result import SheetProblem, Suggestion

_MOST = 4
"""Problems with one remedy that are told of a sheet one by one; of the rest only the cells."""
_MOST_LISTED = 5
_JOINED_SCRIPTS = (range(0x0900, 0x0E00), range(0x1000, 0x10A0), range(0x1780, 0x1800))
"""Of India and Sri Lanka; of Burma; Khmer. Arabic has its joined letters."""


def check(
    view: SheetView,
    pages: Sequence[PrintedPage],
    options: RenderOptions,
    suggestions: Sequence[Suggestion],
    misfits: Misfits,
) -> list[SheetProblem]:
    """Return the problems of one sheet that has been laid out as `pages`, and of which drawing found the `misfits`."""
    found = [
        *_limited(_cell_problems(view, misfits)),
        *lone_problems(view, pages, suggestions),
        *_hidden(view, pages),
        *_drawings(view, options),
        *_fonts(view, pages),
    ]
    return found + [_note(view, note) for note in view.sheet.notes]


def _note(view: SheetView, note: str) -> SheetProblem:
    return SheetProblem("warning", view.sheet.name, None, note, "Leave it out, or print it from Excel.")


def _limited(problems: Iterator[SheetProblem]) -> Iterator[SheetProblem]:
    alike: dict[str, list[SheetProblem]] = {}
    for problem in problems:
        alike.setdefault(problem.remedy, []).append(problem)
    for group in alike.values():
        yield from group[:_MOST]
        if cells := [problem.cell or "" for problem in group[_MOST:]]:
            text = f"The same as of {group[0].cell} is true of {_listed('cell', cells)}."
            yield replace(group[0], cell=None, message=text)


def _printed_areas(pages: Sequence[PrintedPage]) -> list[Area]:
    seen: dict[Area, None] = {}
    for page in pages:
        for area, _, _ in page.areas:
            seen[area] = None
    return list(seen)


def _cell_problems(view: SheetView, misfits: Misfits) -> Iterator[SheetProblem]:
    for (row, column), misfit in misfits.items():
        name, where = view.sheet.name, f"{column_name(column)}{row}"
        if misfit.error:
            text = f"The cell shows the error {misfit.error.code}."
            yield SheetProblem("warning", name, where, text, "Correct the formula in Excel, and save the workbook.")
        if told := _told(misfit, column_name(column)):
            yield SheetProblem("warning", name, where, *told)


def _told(misfit: Misfit, column: str) -> tuple[str, str] | None:
    """Return what does not fit, and the remedy."""
    text = misfit.content.text
    if misfit.content.overflow:
        told = "The number format cannot show this value (as a date below 0), and the cell prints ####."
        return told, "Correct the value, or give the cell another number format."
    if misfit.hashes:
        return f"The value {text} does not fit its column and prints as ####.", f"Make column {column} wider."
    if misfit.cut:
        return f"The text {_short(text)!r} is cut off.", "Make the column wider or the row higher, or wrap the text."
    return None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _hidden(view: SheetView, pages: Sequence[PrintedPage]) -> Iterator[SheetProblem]:
    """Yield a warning for rows and columns with content within what is printed that are not printed."""
    rows: dict[int, None] = {}
    columns: dict[int, None] = {}
    for area in _printed_areas(pages):
        lines = range(area.top, area.bottom + 1)
        hidden_rows = [row for row in lines if not view.grid.rows.size(row)]
        rows.update((row, None) for row in hidden_rows if _has_content(view, row, area))
        hidden = {column for column in range(area.left, area.right + 1) if not view.grid.columns.size(column)}
        filled = (row for row in (lines if hidden else ()) if _has_content(view, row, area))
        used = {c for row in filled for c, cell in view.sheet.rows[row].items() if cell.value not in (None, "")}
        columns.update((column, None) for column in sorted(hidden & used))
    parts = [_listed("row", [str(r) for r in rows]), _listed("column", [column_name(c) for c in columns])]
    if words := " and ".join(part for part in parts if part):
        many = len(rows) + len(columns) > 1
        text = f"{words[0].upper()}{words[1:]} {'are' if many else 'is'} hidden within what is printed, with content."
        yield SheetProblem("warning", view.sheet.name, None, text, "Show them in Excel if they are to be printed.")


def _has_content(view: SheetView, row: int, area: Area) -> bool:
    cells = view.sheet.rows.get(row, {}).items()
    return any(area.left <= column <= area.right and cell.value not in (None, "") for column, cell in cells)


def _listed(what: str, names: list[str]) -> str:
    """Return "rows 4, 7, 9 and 12 more"; nothing for none."""
    if not names:
        return ""
    shown = ", ".join(names[:_MOST_LISTED])
    more = f" and {len(names) - _MOST_LISTED:,} more" if len(names) > _MOST_LISTED else ""
    return f"{what}{'s' * (len(names) > 1)} {shown}{more}"


def _drawings(view: SheetView, options: RenderOptions) -> Iterator[SheetProblem]:
    gallery = Gallery(options.limits.drawing_pixels)
    for drawing in view.sheet.drawings:
        content = drawing.content
        undrawable = isinstance(content, Unknown)
        if isinstance(content, Picture):
            undrawable = gallery.reader(content.data) is None
        if undrawable:
            corner = drawing.anchor.start
            where = f"{column_name(corner.column)}{corner.row}" if corner else None
            name = getattr(content, "name", "") or "A drawing"
            text = f"{name} cannot be drawn, and prints as an outlined box."
            yield SheetProblem("error", view.sheet.name, where, text, "Put it in as a PNG picture.")


def _fonts(view: SheetView, pages: Sequence[PrintedPage]) -> Iterator[SheetProblem]:
    styles: dict[int, None] = {}
    letters: set[str] = set()
    for area in _printed_areas(pages):
        for row in range(area.top, area.bottom + 1):
            for column, cell in view.sheet.rows.get(row, {}).items():
                value = cell.value
                if value is not None and area.left <= column <= area.right:
                    styles[cell.style] = None
                    if isinstance(value, (str, tuple)) and not str(value).isascii():
                        letters.update(str(value))
    fonts = dict.fromkeys(view.numbered_style(style).font.name for style in styles)
    for font in fonts:
        if not is_as_wide(font):
            text = (
                f"The font {font} is not at hand. {family_for(font.lower())} stands for it; lines may break elsewhere."
            )
            yield SheetProblem("warning", view.sheet.name, None, text, "Use Calibri, Cambria, Arial, Times or Courier.")
    missing = missing_letters({c for c in letters if c.isprintable()})
    if missing:
        shown = "".join(sorted(missing)[:12])
        text = f"{len(missing)} letters are in no font that Booklet brings ({shown}), and are printed as boxes."
        yield SheetProblem("warning", view.sheet.name, None, text, "Write something else, or choose LibreOffice.")
    joined = "".join(sorted(c for c in letters if any(ord(c) in script for script in _JOINED_SCRIPTS)))
    if joined:
        text = f"Signs of a script whose letters change beside each other ({joined[:12]}) are printed one by one."
        yield SheetProblem("warning", view.sheet.name, None, text, "Let LibreOffice draw this page.")
