"""The words printed beside the fields of a form, page by page; read by PDFium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2

from booklet.pdf.form.field_nodes import on_states, rect_of, widgets_of
from booklet.pdf.form.form import Form
from booklet.pdf.labels import printed_labels
from booklet.pdf.labels.page_reading import read_page_text
from booklet.pdf.labels.printed_labels import FieldMark
from booklet.pdf.source.pdfium import PDFIUM
from booklet.pdf.syntax.objects import name_text

_MOST_PAGES = 200


def printed_words(form: Form) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Find what is printed beside each field, by full name, and beside each of its on-states."""
    marks = _marks(form)
    if not marks:
        return {}, {}
    labels: dict[str, str] = {}
    states: dict[str, dict[str, str]] = {}
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(form.document.source.buffer[:])
        except pypdfium2.PdfiumError:
            return {}, {}
        with document:
            for page in sorted(marks)[:_MOST_PAGES]:
                for mark, label in _of_page(document, page, marks[page]):
                    if mark.state:
                        states.setdefault(mark.name, {}).setdefault(mark.state, label.own)
                    labels.setdefault(mark.name, label.question if mark.is_one_of_several else label.text)
    return labels, states


def _of_page(
    document: pypdfium2.PdfDocument, page: int, marks: Sequence[tuple[FieldMark, tuple[float, float, float, float]]]
) -> Iterator[tuple[FieldMark, printed_labels.PrintedLabel]]:
    try:
        text = read_page_text(document[page])
    except (pypdfium2.PdfiumError, IndexError):
        return
    placed = [mark.at(text.place(*rect)) for mark, rect in marks]
    yield from zip(placed, printed_labels.find_labels(placed, text), strict=True)


def _marks(form: Form) -> dict[int, list[tuple[FieldMark, tuple[float, float, float, float]]]]:
    """Map the index of a page to the widgets on it with their rectangles."""
    source, page_of = form.document.source, form.document.page_of_annotation
    found: dict[int, list[tuple[FieldMark, tuple[float, float, float, float]]]] = {}
    for name, nodes in form.terminals.items():
        widgets = widgets_of(nodes)
        kind = nodes[0].kind or "text"
        if kind == "button":
            continue  # nothing goes into it, and some span the page
        for widget in widgets:
            rect = rect_of(source, widget)
            if widget.number in page_of and rect[2] > rect[0] and rect[3] > rect[1]:
                is_button = kind in ("checkbox", "radio")
                state = next((name_text(state) for state in on_states(source, widget)), "") if is_button else ""
                mark = FieldMark(name, is_button, state, is_one_of_several=is_button and len(widgets) > 1)
                found.setdefault(page_of[widget.number], []).append((mark, rect))
    return found
