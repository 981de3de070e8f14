"""The pages of a finished PDF as pictures: a strip of small ones to pick from, and a large one."""

from __future__ import annotations

import hashlib

import streamlit as st

from booklet.pdf.picture import page_pictures

_SMALL_PX, _LARGE_PX = 150, 1100
_IN_STRIP = 10


def show_pages(pdf: bytes, page_count: int, *, key: str, password: str = "", first: int | None = None) -> None:
    """The strip, the large page, and buttons from page to page.

    `first` is the page to open, counted from 1; when it changes, the pictures follow it.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    number = _current(key, page_count, first)
    window = _window(number, page_count)
    with st.container(horizontal=True, wrap=False, gap="xsmall", key=f"strip-{key}"):
        for page, picture in zip(window, _pictures(pdf, digest, window, _SMALL_PX, password), strict=True):
            with st.container(key=f"thumb-{'on' if page == number else 'off'}-{key}-{page}", width=72, gap=None):
                st.image(picture, width=72, alt="")
                st.button(f"Page {page}", key=f"{key}-open-{page}", on_click=_open, args=(key, page))
    if page_count > 1:
        st.pagination(page_count, max_visible_pages=5, key=_state(key))
    large = _pictures(pdf, digest, (number,), _LARGE_PX, password)[0]
    with st.container(key=f"sheet-{key}"):
        st.image(large, width="stretch", alt=f"Page {number} of {page_count}")


def _current(key: str, page_count: int, first: int | None) -> int:
    """The page that is open, which follows `first` when that changes."""
    state = st.session_state
    if first and state.get(f"{key}-first") != first:
        state[f"{key}-first"] = state[_state(key)] = first
    state[_state(key)] = min(max(int(state.get(_state(key)) or 1), 1), page_count)
    return int(state[_state(key)])


def _window(number: int, page_count: int) -> tuple[int, ...]:
    start = max(min(number - _IN_STRIP // 3, page_count - _IN_STRIP + 1), 1)
    return tuple(range(start, min(start + _IN_STRIP, page_count + 1)))


def _open(key: str, page: int) -> None:
    st.session_state[_state(key)] = page


def _state(key: str) -> str:
    return f"{key}-page"


@st.cache_data(max_entries=400, show_spinner=False)
def _pictures(
    _pdf: bytes,
    digest: str,  # noqa: ARG001 - the pictures are kept under it
    pages: tuple[int, ...],
    width_px: int,
    password: str,
) -> list[bytes]:
    """PNGs of pages counted from 1; drawn once for each `digest`."""
    return page_pictures(_pdf, [page - 1 for page in pages], width_px=width_px, password=password or None)
