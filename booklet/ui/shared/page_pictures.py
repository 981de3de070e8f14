"""The pages of a finished PDF as pictures: a strip of small ones to pick from, and a large picture."""

from __future__ import annotations

import hashlib
from pathlib import Path

import streamlit as st

from booklet.pdf.pictures.page_to_png import page_pictures

_SMALL_PX, _LARGE_PX = 160, 1100
_IN_STRIP = 9
_STYLE = Path(__file__).with_suffix(".css")


def show_pages(pdf: bytes, page_count: int, *, key: str, password: str = "", first: int | None = None) -> None:
    """Show the strip, the large page, and buttons from page to page.

    `first` is the page to open, counted from 1; when it changes, the pictures follow it.
    """
    st.html(_STYLE)
    digest = hashlib.sha256(pdf).hexdigest()
    number = _current(key, page_count, first)
    if page_count > 1:
        _show_strip(key, number, _window(number, page_count), (pdf, digest, password))
        pager = f"{key}-pager-{number}"
        st.pagination(page_count, default=number, max_visible_pages=5, key=pager, on_change=_follow, args=(key, pager))
    large = _pictures(pdf, digest, (number,), _LARGE_PX, password)[0]
    with st.container(key=f"sheet-{key}"):
        st.image(large, width="stretch", alt=f"Page {number} of {page_count}")


def _show_strip(key: str, number: int, window: tuple[int, ...], drawn: tuple[bytes, str, str]) -> None:
    pdf, digest, password = drawn
    pictures = _pictures(pdf, digest, window, _SMALL_PX, password)
    with st.container(horizontal=True, wrap=False, gap="xsmall", key=f"strip-{key}"):
        for page, picture in zip(window, pictures, strict=True):
            with st.container(key=f"thumb-{'on' if page == number else 'off'}-{key}-{page}", width=62, gap=None):
                st.image(picture, width=62, alt="")
                st.button(f"Page {page}", key=f"{key}-open-{page}", on_click=_open, args=(key, page))


def _current(key: str, page_count: int, first: int | None) -> int:
    """Return the page that is open, which follows `first` when that changes."""
    state = st.session_state
    if first and state.get(f"{key}-first") != first:
        state[f"{key}-first"] = state[f"{key}-page"] = first
    return min(max(int(state.get(f"{key}-page", 1)), 1), page_count)


def _window(number: int, page_count: int) -> tuple[int, ...]:
    """Return the pages in the strip: a few before the open page, more after it."""
    start = max(min(number - _IN_STRIP // 3, page_count - _IN_STRIP + 1), 1)
    return tuple(range(start, min(start + _IN_STRIP, page_count + 1)))


def _open(key: str, page: int) -> None:
    st.session_state[f"{key}-page"] = page


def _follow(key: str, pager: str) -> None:
    _open(key, st.session_state[pager])


@st.cache_data(max_entries=400, show_spinner=False)
def _pictures(
    _pdf: bytes,
    digest: str,  # noqa: ARG001 - the pictures are kept under it
    pages: tuple[int, ...],
    width_px: int,
    password: str,
) -> list[bytes]:
    """Return PNGs of pages counted from 1; drawn once for each `digest`."""
    return page_pictures(_pdf, [page - 1 for page in pages], width_px=width_px, password=password or None)
