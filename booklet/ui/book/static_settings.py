"""The settings of a page that is pages of an uploaded PDF; the choice of upload and range serves forms as well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from booklet.errors import BookletError, DefinitionError
from booklet.model import PdfContents, Upload
from booklet.office.counting import count
from booklet.pdf.document.page_range import parse_page_range
from booklet.ui.book.editing import Materials
from booklet.ui.book.rules_and_templates import mark_wrong
from booklet.workspace import Workspace

_TURNS = {0: "As they are", 90: "90° right", 180: "Upside down", 270: "90° left"}
_PICTURES = 5


def static_settings(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Widgets for the config of a static page; returns the config as they stand."""
    upload_id = pick_upload("PDF", config, materials, lambda upload: upload.is_pdf)
    pages = pick_range(config, materials, upload_id)
    rotate = st.segmented_control(
        "Turn the pages",
        list(_TURNS),
        default=config.get("rotate", 0),
        format_func=_TURNS.__getitem__,
        required=True,
        key=f"{materials.key}-rotate",
    )
    _show_pages(materials, upload_id, pages)
    return {**config, "upload": upload_id, "pages": pages, "rotate": rotate}


def pick_upload(
    kind: str, config: Mapping[str, Any], materials: Materials, fits: Callable[[Upload], bool], *, label: str = ""
) -> str:
    """Show the choice of an upload among those that fit; returns its id, or an empty text. What is gone stays."""
    names = {upload.id: f"{upload.name} ({_extent(upload)})" for upload in materials.uploads if fits(upload)}
    chosen = config.get("upload") or None
    if chosen and chosen not in names:
        names[chosen] = f"a {kind} that is no longer there"
    picked = st.selectbox(
        label or _capital(kind),
        list(names),
        index=list(names).index(chosen) if chosen else None,
        format_func=lambda upload_id: names.get(upload_id, upload_id),
        placeholder=f"Choose a {kind}" if names else f"No {kind} has been uploaded yet",
        key=f"{materials.key}-upload",
    )
    if not picked:
        st.page_link("pages/uploads.py", label=f"Upload a {kind}", icon=":material/upload_file:")
    return str(picked or "")


def pick_range(config: Mapping[str, Any], materials: Materials, upload_id: str) -> str:
    """Show the choice of a range of pages, checked against the upload as soon as it is typed."""
    text = st.text_input(
        "Pages of the file",
        value=config.get("pages", ""),
        placeholder="All of them",
        help="Such as 1-3,5 or 7- (from page 7 on), 3-1 (backwards) or -1 (the last).",
        key=f"{materials.key}-range",
    )
    text = str(text).strip()
    upload = materials.upload(upload_id)
    if upload and isinstance(upload.contents, PdfContents):
        try:
            chosen = len(parse_page_range(text, upload.contents.page_count))
            st.caption(f"{chosen} of {count(upload.contents.page_count, 'page')}")
        except DefinitionError:
            mark_wrong()
    return text


@st.cache_data(max_entries=200, show_spinner=False)
def upload_picture(_ws: Workspace, upload_id: str, page: int, width_px: int) -> bytes:
    """Return a picture of a page of an upload, counted from 1; PNG. Uploads never change, so the id is key enough."""
    return _ws.uploads.picture(upload_id, page, width_px=width_px)


def _show_pages(materials: Materials, upload_id: str, pages: str) -> None:
    upload = materials.upload(upload_id)
    if upload is None or not isinstance(upload.contents, PdfContents):
        return
    try:
        chosen = parse_page_range(pages, upload.contents.page_count)
        pictures = [upload_picture(materials.ws, upload_id, page + 1, 160) for page in chosen[:_PICTURES]]
    except BookletError:
        return  # the range has said so already, and a file that cannot be drawn is the preview's to tell
    with st.container(horizontal=True, gap="xsmall", key=f"{materials.key}-pictures"):
        for page, picture in zip(chosen, pictures, strict=False):
            st.image(picture, width=88, caption=str(page + 1), alt=f"Page {page + 1} of {upload.name}")
        if len(chosen) > _PICTURES:
            st.caption(f"and {len(chosen) - _PICTURES} more")


def _extent(upload: Upload) -> str:
    if isinstance(upload.contents, PdfContents):
        pages = count(upload.contents.page_count, "page")
        return f"{pages}, {count(len(upload.contents.fields), 'field')}" if upload.is_form else pages
    return count(len(upload.contents.sheets), "sheet")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
