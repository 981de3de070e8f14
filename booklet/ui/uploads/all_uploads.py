"""The list of the uploads, and taking new files in."""

from __future__ import annotations

from collections.abc import Sequence

import pandas
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from booklet.errors import BookletError, InputError, PasswordNeeded
from booklet.model import PdfContents, Upload
from booklet.office.counting import count
from booklet.ui.shared import look
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.look import done
from booklet.ui.shared.place import go
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.table import clicked_cell
from booklet.ui.shared.uploader import pick_files
from booklet.ui.shared.words import plain, size, when
from booklet.workspace import Workspace


def show_uploads(desk: Desk) -> None:
    """Show the uploader for administrators, and the table; a click opens an upload."""
    may_edit = desk.may("uploads.add")
    look.heading("Uploads", "Which files do we have, and where are they used?")
    archived = False
    if may_edit:
        _show_uploader(desk)
        archived = st.toggle("Show archived uploads")
    uploads = desk.ws.uploads.all(archived=archived)
    if not uploads:
        look.empty("No uploads yet. " + ("Choose a PDF or an Excel workbook." if may_edit else ""))
        return
    used = _books_using(desk.ws, data_version(desk.ws))
    cell = clicked_cell(
        pandas.DataFrame([_row(upload, used.get(upload.id, [])) for upload in uploads]),
        key="uploads",
        rows=len(uploads),
        column_config={
            "Name": st.column_config.TextColumn(width=225),
            "What it is": st.column_config.TextColumn(width=190),
            "Used in": st.column_config.TextColumn(width=190),
            "Size": st.column_config.TextColumn(width=70, alignment="right"),
            "Uploaded": st.column_config.TextColumn(width=140),
            "By": st.column_config.TextColumn(width=70),
        },
    )
    st.caption(f"{count(len(uploads), 'upload')}. Click on one to open it.")
    if cell:
        go("uploads", upload=uploads[cell.row].id)


def contents_in_words(upload: Upload) -> str:
    """Return "Form, 4 pages, 23 form fields", "Workbook, 3 sheets"."""
    contents = upload.contents
    if not isinstance(contents, PdfContents):
        return f"Workbook, {count(len(contents.sheets), 'sheet')}"
    parts = ["Form" if contents.fields else "PDF", count(contents.page_count, "page")]
    parts += [count(len(contents.fillable), "form field")] if contents.fillable else []
    return ", ".join([*parts, *(["encrypted"] if contents.encrypted else [])])


def password_field(name: str, *, is_wrong: bool) -> str:
    """Ask for the password of an encrypted file; empty until there is any."""
    if is_wrong:
        st.error(plain(f"That password does not open {name}."))
    else:
        st.info(plain(f"{name} is encrypted. With its password it can be used; the password is kept with the file."))
    return st.text_input(f"Password of {name}", type="password", key=f"password_of_{name}", width=360) or ""


def _show_uploader(desk: Desk) -> None:
    number = st.session_state.setdefault("uploader_number", 0)
    files = pick_files(desk.ws, "Add PDFs and Excel workbooks", key=f"upload_{number}")
    taken = [_take(desk, file) for file in files]
    added = [upload for upload in taken if upload]
    if files and len(added) == len(files):
        st.session_state["uploader_number"] += 1
        done(f"{added[0].name} is there." if len(added) == 1 else f"{count(len(added), 'file')} are there.")


def _take(desk: Desk, file: UploadedFile) -> Upload | None:
    """Keep a file, or show what hinders it. It is read once, however often the screen runs while it lies there."""
    password = st.session_state.get(f"password_of_{file.name}") or None
    outcomes: dict[tuple[str, str | None], Upload | InputError] = st.session_state.setdefault("files_taken", {})
    key = (file.file_id, password)
    if key not in outcomes:
        try:
            with st.spinner(f"Reading {plain(file.name)} …", show_time=True):
                outcomes[key] = desk.ws.uploads.add(file.getvalue(), file.name, password=password)
        except InputError as error:
            outcomes[key] = error
        except BookletError as error:  # not the file's fault: the next run tries it again
            st.error(plain(str(error)))
            return None
    outcome = outcomes[key]
    if isinstance(outcome, Upload):
        return outcome
    if isinstance(outcome, PasswordNeeded):
        password_field(file.name, is_wrong=bool(password))
    else:
        st.error(plain(str(outcome)))
    return None


@st.cache_data(max_entries=4, show_spinner=False)
def _books_using(
    _ws: Workspace,
    data_version: str,  # noqa: ARG001 - what was found is kept under it
) -> dict[str, list[str]]:
    """Return the names of the books by upload: one reading, however many there are of both."""
    using: dict[str, list[str]] = {}
    for version in _ws.books.newest_versions(archived=True):
        for id_ in frozenset().union(*(page.upload_ids() for page in version.pages)):
            using.setdefault(id_, []).append(version.book.name)
    return using


def _row(upload: Upload, books: Sequence[str]) -> dict[str, object]:
    return {
        "Name": upload.name + (" (archived)" if upload.archived else ""),
        "What it is": contents_in_words(upload),
        "Used in": ", ".join(books),
        "Size": size(upload.bytes),
        "Uploaded": when(upload.uploaded_at),
        "By": upload.uploaded_by,
    }
