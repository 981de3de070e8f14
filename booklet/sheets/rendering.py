"""A workbook becomes a PDF: load, read, choose sheets, lay out, draw."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pypdfium2

from booklet.errors import InputError, NotFound
from booklet.sheets.chart_values import fill_charts
from booklet.sheets.draw.document import draw_document
from booklet.sheets.formula.evaluate import Evaluator
from booklet.sheets.layout.pages import Page, blank_page, pages_of
from booklet.sheets.layout.view import SheetView
from booklet.sheets.libreoffice import convert, is_installed
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.options import RenderOptions
from booklet.sheets.preflight import check
from booklet.sheets.read.workbook import read_workbook
from booklet.sheets.recalculation import compute_missing, fill_from, uncomputed_problems
from booklet.sheets.result import Rendered, SheetPage, SheetProblem
from booklet.sheets.source import load


def render(
    source: str | Path | bytes,
    out: str | Path | BinaryIO | None = None,
    *,
    sheets: Sequence[str] | None = None,
    password: str | None = None,
    options: RenderOptions | None = None,
) -> Rendered:
    """Draws the sheets of a workbook, in the order given; without names all that are visible and have content.

    `source` is a path or bytes. `out` is a path (written beside, then renamed), a binary file, or None. Raises NotFound
    for a sheet that is not there, DamagedFile, PasswordNeeded, UnsupportedFile or LimitExceeded.
    """
    options = options or RenderOptions()
    data = load(source, password, options.limits)
    book = read_workbook(data, options.limits)
    chosen = _choose(book, sheets)
    options = _named(options, source)
    if options.renderer == "libreoffice":
        made = _by_libreoffice(data, chosen, options)
    else:
        made = _natively(data, book, chosen, options, asked=sheets is not None)
    _deliver(made.pdf, out)
    return made


def _choose(book: Workbook, names: Sequence[str] | None) -> list[Sheet]:
    if names is None:
        return [sheet for sheet in book.sheets if sheet.visible] or book.sheets[:1]
    chosen = [book.sheet(name) for name in names]
    missing = [name for name, sheet in zip(names, chosen, strict=True) if sheet is None]
    if missing:
        there = ", ".join(repr(sheet.name) for sheet in book.sheets)
        raise NotFound(f"The workbook has no sheet {missing[0]!r}. It has {there}.")
    return [sheet for sheet in chosen if sheet]


def _named(options: RenderOptions, source: str | Path | bytes) -> RenderOptions:
    """`&F` prints the file's name, where there is one."""
    if options.file_name or isinstance(source, bytes):
        return options
    return replace(options, file_name=Path(source).name)


def _nothing_on(sheet: Sheet) -> SheetProblem:
    text = f"The sheet {sheet.name!r} has nothing to print."
    return SheetProblem("error", sheet.name, None, text, "Choose another sheet, or fill this one.")


def _natively(data: bytes, book: Workbook, chosen: list[Sheet], options: RenderOptions, *, asked: bool) -> Rendered:
    evaluator = Evaluator(book, options.created)
    left = compute_missing(evaluator, chosen)
    if left and is_installed():
        # LibreOffice refuses some files that are drawn here; then the cells are reported.
        with suppress(InputError):
            calculated = convert(data, "xlsx", "xlsx", seconds=options.limits.seconds)
            left = fill_from(left, read_workbook(calculated, options.limits))
    problems = uncomputed_problems(left) + fill_charts(evaluator, chosen)
    pages: list[Page] = []
    for sheet in chosen:
        view = SheetView(book, sheet, options, evaluator)
        made = pages_of(view, options)
        problems += check(view, made, options) if made else [_nothing_on(sheet)] if asked else []
        pages.extend(made)
    if not pages:
        problems += [] if asked else [_nothing_on(sheet) for sheet in chosen[:1]]
        pages = [blank_page(SheetView(book, sheet, options), options) for sheet in chosen[:1]]
    pdf = draw_document(pages, options)
    shown = tuple(SheetPage(page.view.sheet.name) for page in pages)
    return Rendered(len(pages), pdf, shown, tuple(problems))


def _by_libreoffice(data: bytes, chosen: list[Sheet], options: RenderOptions) -> Rendered:
    pdf = convert(data, "xlsx", "pdf", seconds=options.limits.seconds)
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    name = chosen[0].name if len(chosen) == 1 else ""
    return Rendered(count, pdf, (SheetPage(name),) * count)


def _deliver(pdf: bytes, out: str | Path | BinaryIO | None) -> None:
    """Writes to a binary file, or to a path whole or not at all."""
    if out is None:
        return
    if not isinstance(out, (str, Path)):
        out.write(pdf)
        return
    target = Path(out)
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with io.FileIO(handle, "wb") as file:
            file.write(pdf)
            os.fsync(handle)
        os.replace(beside, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise
