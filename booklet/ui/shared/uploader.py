"""The box to hand in files, with the workspace's own limit.

It filters no names: what a file is comes from its content, and Streamlit says of a name that it does not take only
that. So everything gets in, and what is refused is told what Booklet takes, and what to do with it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from booklet.ui.shared.freshness import settings_of
from booklet.workspace import Workspace

MEGABYTE = 1024 * 1024
WIDTH_PX = 720


def pick_file(ws: Workspace, label: str, *, key: str, help_: str | None = None) -> UploadedFile | None:
    """Show a box for a file."""
    file: UploadedFile | None = st.file_uploader(label, key=key, help=help_, **_box(ws))
    return file


def pick_files(ws: Workspace, label: str, *, key: str, help_: str | None = None) -> list[UploadedFile]:
    """Show a box for several files."""
    files: list[UploadedFile] = st.file_uploader(label, key=key, help=help_, accept_multiple_files=True, **_box(ws))
    return files


def most_megabytes() -> int:
    """Return what the server takes, whatever the workspace allows."""
    return int(st.get_option("server.maxUploadSize"))


def _box(ws: Workspace) -> dict[str, Any]:
    limit = max(1, settings_of(ws).upload_limit_bytes // MEGABYTE)
    return {"max_upload_size": min(limit, most_megabytes()), "width": WIDTH_PX}
