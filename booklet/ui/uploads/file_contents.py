"""The contents found in an upload when it was read: form fields or sheets, outline, and anything odd."""

from __future__ import annotations

import pandas
import streamlit as st

from booklet.model import PdfContents, Upload, WorkbookContents
from booklet.office.counting import count
from booklet.ui.shared import look
from booklet.ui.shared.table import height_px
from booklet.ui.shared.words import plain

_TALLEST_PX = 340
_POINTS_PER_INCH = 72
_PAPERS = {(612, 792): "Letter", (792, 612): "Letter, landscape", (595, 842): "A4", (842, 595): "A4, landscape"}


def show_contents(upload: Upload) -> None:
    """Tables for what there is; nothing for what there is not."""
    contents = upload.contents
    for note in contents.notes:
        st.warning(plain(note))
    if isinstance(contents, WorkbookContents):
        _show_sheets(contents)
        return
    if contents.fillable:
        _show_fields(contents)
    if contents.outline:
        _show_outline(contents)
    sizes = dict.fromkeys(_paper(size) for size in contents.page_sizes_pt)
    look.small_print(f"{count(contents.page_count, 'page')}, {', '.join(list(sizes)[:3])}")


def fields_table(contents: PdfContents) -> pandas.DataFrame:
    """Return a row for each form field that can be filled, as a reader comes upon them."""
    fields = contents.fillable
    return pandas.DataFrame(
        {
            "Field": [field.label or field.name.rpartition(".")[2] for field in fields],
            "Type": [field.kind for field in fields],
            "Page": [", ".join(map(str, field.pages)) for field in fields],
            "Choices": [", ".join(shown for _, shown in field.options) for field in fields],
            "Name in the file": [field.name for field in fields],
        }
    )


def _show_fields(contents: PdfContents) -> None:
    look.section(count(len(contents.fillable), "form field"))
    table = fields_table(contents)
    st.dataframe(
        table,
        hide_index=True,
        height=height_px(len(table), _TALLEST_PX),
        column_config={
            "Field": st.column_config.TextColumn(width=150),
            "Type": st.column_config.TextColumn(width=80),
            "Page": st.column_config.TextColumn(width=50),
        },
    )


def _show_sheets(contents: WorkbookContents) -> None:
    look.section(count(len(contents.sheets), "sheet"))
    table = pandas.DataFrame(
        {
            "Sheet": [sheet.name for sheet in contents.sheets],
            "Shown": ["yes" if sheet.visible else "hidden" for sheet in contents.sheets],
            "Print area": [", ".join(sheet.print_areas) or "all" for sheet in contents.sheets],
        }
    )
    st.dataframe(table, hide_index=True, height=height_px(len(table), _TALLEST_PX))


def _show_outline(contents: PdfContents) -> None:
    look.section(f"Outline, {count(len(contents.outline), 'entry', 'entries')}")
    table = pandas.DataFrame(
        {
            "Title": ["\u2003" * level + title for level, title, _ in contents.outline],
            "Page": [page for _, _, page in contents.outline],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height=height_px(len(table), _TALLEST_PX),
        column_config={"Page": st.column_config.NumberColumn(width=60)},
    )


def _paper(size_pt: tuple[float, float]) -> str:
    width, height = size_pt
    known = _PAPERS.get((round(width), round(height)))
    return known or f"{width / _POINTS_PER_INCH:.1f} × {height / _POINTS_PER_INCH:.1f} in"
