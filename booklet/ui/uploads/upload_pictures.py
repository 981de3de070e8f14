"""Pictures of an upload's pages: a large picture, and those around it to choose from."""

from __future__ import annotations

import streamlit as st

from booklet.errors import BookletError
from booklet.model import Upload, WorkbookContents
from booklet.ui.shared.words import plain
from booklet.workspace import Workspace

_LARGE_PX, _SMALL_PX = 1100, 150
_THUMBNAILS = 8


def show_pictures(ws: Workspace, upload: Upload) -> None:
    """Show the page chosen, large, over a strip of its neighbors. A workbook is shown by sheets, as it is drawn."""
    sheet = _pick_sheet(upload)
    try:
        with st.spinner("Drawing the pages …"):
            pages = _page_count(ws, upload.id, sheet)
        if not pages:
            st.caption("There is nothing to print on this sheet.")
            return
        page = st.pagination(pages, key=f"page_of_{upload.id}_{sheet or ''}") if pages > 1 else 1
        with st.container(key="upload_page"):
            large = _picture(ws, upload.id, page, sheet, _LARGE_PX)
            st.image(large, width="stretch", alt=f"Page {page} of {upload.name}")
        if pages > 1:
            _show_strip(ws, upload, (page, pages), sheet)
    except BookletError as error:
        st.error(plain(str(error)))


@st.cache_data(max_entries=400, show_spinner=False)
def _picture(_ws: Workspace, upload_id: str, page: int, sheet: str | None, width_px: int) -> bytes:
    """Return a page as PNG, drawn once: an upload never changes."""
    return _ws.uploads.picture(upload_id, page, width_px=width_px, sheet=sheet)


@st.cache_data(max_entries=100, show_spinner=False)
def _page_count(_ws: Workspace, upload_id: str, sheet: str | None) -> int:
    return _ws.uploads.prepared(upload_id, sheet=sheet).page_count


def _pick_sheet(upload: Upload) -> str | None:
    if not isinstance(upload.contents, WorkbookContents):
        return None
    visible = [sheet.name for sheet in upload.contents.sheets if sheet.visible]
    return st.selectbox("Sheet", visible, width=360, key=f"sheet_of_{upload.id}") if visible else None


def _show_strip(ws: Workspace, upload: Upload, at: tuple[int, int], sheet: str | None) -> None:
    page, pages = at
    first = max(1, min(page - _THUMBNAILS // 2, pages - _THUMBNAILS + 1))
    shown = range(first, min(first + _THUMBNAILS, pages + 1))
    with st.container(key="upload_strip"):
        for column, number in zip(st.columns(_THUMBNAILS, gap="small"), shown, strict=False):
            column.image(_picture(ws, upload.id, number, sheet, _SMALL_PX), caption=str(number), width="stretch")
