"""The pen of a tagged PDF: all that is drawn is content of an element, or an artifact (ISO 32000-2, 14.8.2.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from reportlab.pdfbase import pdfdoc

from booklet.sheets.canvas.figure_tags import figure_of
from booklet.sheets.canvas.pen import Pen, Rectangle, Seen
from booklet.sheets.canvas.tags import CellPosition, CellTable, ContentMark, Figure, Tags, packed
from booklet.sheets.canvas.text_string import text_string
from booklet.sheets.layout.pagination import PrintedPage
from booklet.sheets.layout.text import Span
from booklet.sheets.model.drawing import Sparkline
from booklet.sheets.model.style import Color

_SMALLEST_PT = 0.5
"""A drawing of which less is seen on a page is not there."""


class TaggedPen(Pen):
    """Pen that notes in `tags` what it draws."""

    def __init__(self, canvas: Any, page_count: int) -> None:
        super().__init__(canvas)
        self.tags = Tags(page_count)
        self._height = 0.0
        self._drawn: list[str] = []

    def begin_page(self, page: PrintedPage) -> None:
        """Begin a new page, also of the tags."""
        super().begin_page(page)
        self.tags.begin_page(page)
        self._height = page.height

    def end_page(self) -> None:
        """Finish the page, with its place in the structure tree."""
        super().end_page()
        document = self.canvas._doc
        page = document.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self.tags.pages), pdfdoc.PDFName("S")
        self.tags.pages.append(_number(document, page))

    def artifact(self, kind: str = "", /) -> AbstractContextManager[None]:
        """Mark what is drawn inside as an artifact."""
        return self._between(f"/Artifact<</Type/Pagination/Subtype/{kind}>>BDC" if kind else "/Artifact BMC")

    def text(self, x: float, baseline: float, span: Span, color: Color, *, text: str | None = None) -> None:
        """Draw the letters of a span, and note them for what is read aloud."""
        self._drawn.append(span.text if text is None else text)
        super().text(x, baseline, span, color, text=text)

    def cell(self, row: int, column: int, text: str = "", /) -> AbstractContextManager[None]:
        """Mark the text of a cell; drawn a second time it is an artifact."""
        drawn = self.tags.table.rows.get(row)
        if drawn is not None and column in drawn:
            return self.artifact()
        return self._content("TD", partial(_keep_cell, self.tags.table, row, column), text)

    def drawing(self, seen: Seen, /) -> AbstractContextManager[None]:
        """Mark a drawing by its role; decoration and repetitions are artifacts."""
        figure = self.tags.table.figures.get(seen.place) or figure_of(seen.drawing)
        x, y, width, height = seen.box
        if figure is None or width < _SMALLEST_PT or height < _SMALLEST_PT:
            return self.artifact()
        if figure.marks and (seen.repeated or figure.role == "P"):
            return self.artifact()
        if not figure.marks:
            figure.box = x, self._height - y - height, x + width, self._height - y
            figure.top = self.tags.table.view.grid.place(seen.drawing.anchor)[1]
            self.tags.table.figures[seen.place] = figure
        return self._content(figure.role, figure.marks.append, figure.text)

    def sparkline(self, spark: Sparkline, /) -> AbstractContextManager[None]:
        """Mark a sparkline as a figure; drawn a second time it is an artifact."""
        sparklines, place = self.tags.table.sparklines, (spark.row, spark.column)
        if place in sparklines:
            return self.artifact()
        figure = sparklines[place] = Figure("Figure", f"sparkline ({spark.kind})")
        return self._content("Figure", figure.marks.append)

    def link(self, address: str, box: Rectangle, page_height: float, cell: CellPosition, /) -> None:
        """Lay a link over a box of the paper, and enter it in the tags of its cell."""
        super().link(address, box, page_height, cell)
        document = self.canvas._doc
        annotation = document.idToObject[self.canvas._annotationrefs[-1].name]
        annotation["Contents"] = pdfdoc.PDFString(address)
        annotation["StructParent"] = self.tags.link(cell, _number(document, annotation))

    def _content(self, role: str, keep: Callable[[ContentMark], None], text: str = "") -> AbstractContextManager[None]:
        return self._between(f"/{role}<</MCID {self.tags.counts[-1]}>>BDC", keep, text)

    @contextmanager
    def _between(
        self, opening: str, keep: Callable[[ContentMark], None] | None = None, text: str = ""
    ) -> Iterator[None]:
        """Draw inside one piece of content; where nothing is drawn, no trace of it is left.

        A `text` whose letters were drawn in another order, or without the spaces between its lines, is given besides.
        """
        self._code.append(opening)
        begin = len(self._code)
        self._drawn.clear()
        yield
        if len(self._code) == begin:
            self._code.pop()
            return
        self._code.append("EMC")
        if text and "".join(self._drawn).strip() != text.strip():
            said = text_string(" ".join(text.split()))
            self._code[begin - 1] += f" /Span<</ActualText {said}>>BDC"
            self._code.append("EMC")
        if keep:
            keep(self.tags.mark())


def _keep_cell(table: CellTable, row: int, column: int, mark: ContentMark) -> None:
    table.rows.setdefault(row, {})[column] = packed(mark)


def _number(document: Any, thing: Any) -> int:
    """Return the number of an object that reportlab has entered already."""
    return int(document.idToObjectNumberAndVersion[document.Reference(thing).name][0])
