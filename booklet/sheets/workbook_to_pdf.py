"""A workbook's bytes become pages: read, choose sheets, compute what is missing, lay out, draw."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from booklet.errors import LimitExceeded
from booklet.sheets.compute.chart_values import fill_charts
from booklet.sheets.compute.dependents import forget_dependents
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.compute.missing_values import calculate, changing_problems
from booklet.sheets.draw.pdf_document import draw_document
from booklet.sheets.layout.pagination import blank_page, pages_of
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.libreoffice import convert
from booklet.sheets.model.area import Area
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.no_collection import no_collection
from booklet.sheets.preflight.sheet_problems import check
from booklet.sheets.preflight.suggestions import suggestions_for
from booklet.sheets.read.package import Package
from booklet.sheets.read.workbook import read_workbook
from booklet.sheets.read.workbook_file import as_xlsx
from booklet.sheets.render_options import RenderOptions
from booklet.sheets.render_request import RenderRequest
from booklet.sheets.result import Rendered, SheetPage, SheetProblem, Suggestion, require_sheets
from booklet.sheets.template.filled_file import edited
from booklet.sheets.template.filling import fill


@no_collection()
def draw_workbook(data: bytes, request: RenderRequest) -> Rendered:
    """Draw a workbook in this very process; see `booklet.sheets.render`."""
    options = request.options
    data = as_xlsx(data, request.password, options.limits)
    book = read_workbook(data, options.limits)
    chosen = _choose(book, request.sheets)
    _refuse_endless_texts(chosen, options.limits.letters)
    _lay(chosen, options)
    evaluator = Evaluator(book, options.created)
    filled = fill(book, request.values) if request.values else []
    if filled:
        forget_dependents(evaluator, filled)

    def file() -> bytes:
        """Return the workbook as LibreOffice has to see it."""
        only = [sheet.name for sheet in chosen] if request.sheets is not None else None
        return edited(data, book, options.limits, filled=filled, only=only) if filled or only else data

    if options.renderer == "libreoffice":
        return _by_libreoffice(file(), chosen, request)
    problems = calculate(file, evaluator, chosen, options.limits)
    problems += fill_charts(evaluator, chosen, anew=bool(filled))
    return _natively(evaluator, chosen, request, problems)


def _refuse_endless_texts(sheets: list[Sheet], most: int) -> None:
    for sheet in sheets:
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if isinstance(cell.value, str) and len(cell.value) > most:
                    place = Area(row, column, row, column)
                    raise LimitExceeded(
                        f"The cell {place} of the sheet {sheet.name!r} has {len(cell.value):,} "
                        f"letters, and {most:,} are allowed. Shorten it, or raise the limit `letters`."
                    )


def _lay(sheets: list[Sheet], options: RenderOptions) -> None:
    """Put the requested scale in the place of the sheets' own."""
    if options.scale is not None:
        for sheet in sheets:
            sheet.page_setup = replace(sheet.page_setup, fit_to_page=False, scale=options.scale)


def _choose(book: Workbook, names: tuple[str, ...] | None) -> list[Sheet]:
    if names is None:
        return [sheet for sheet in book.sheets if sheet.visible] or book.sheets[:1]
    require_sheets(names, [sheet.name for sheet in book.sheets])
    return [sheet for name in names if (sheet := book.sheet(name))]


def _nothing_on(sheet: Sheet) -> SheetProblem:
    text = f"The sheet {sheet.name!r} has nothing to print."
    return SheetProblem("error", sheet.name, None, text, "Choose another sheet, or fill this one.")


def _natively(
    evaluator: Evaluator, chosen: list[Sheet], request: RenderRequest, problems: list[SheetProblem]
) -> Rendered:
    options, asked, book = request.options, request.sheets is not None, evaluator.book
    laid_out = [(view, pages_of(view, options)) for view in (SheetView(book, s, options, evaluator) for s in chosen)]
    pages = [page for _, made in laid_out for page in made]
    if not pages:
        problems += [] if asked else [_nothing_on(sheet) for sheet in chosen[:1]]
        pages = [blank_page(SheetView(book, sheet, options), options) for sheet in chosen[:1]]
    drawn = draw_document(pages, options)
    suggestions: list[Suggestion] = []
    for view, made in laid_out:
        if made:
            found = suggestions_for(view, made, options)
            suggestions += found
            problems += check(view, made, options, found, drawn.misfits[id(view)])
        elif asked:
            problems.append(_nothing_on(view.sheet))
    shown = tuple(SheetPage(page.view.sheet.name) for page in pages)
    return Rendered(len(pages), drawn.pdf, shown, tuple(problems), tuple(suggestions))


def _by_libreoffice(data: bytes, chosen: list[Sheet], request: RenderRequest) -> Rendered:
    limits = request.options.limits
    pdf = convert(data, "xlsx", "pdf", seconds=limits.seconds, letters=Package(data, limits).letters())
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    name = chosen[0].name if len(chosen) == 1 else ""
    return Rendered(count, pdf, (SheetPage(name),) * count, tuple(changing_problems(chosen)))
