"""An upload: pictures of its pages, what is in it, where it is used, and a newer file in its place."""

from __future__ import annotations

import streamlit as st

from booklet.errors import BookletError, PasswordNeeded
from booklet.model import BookVersion, Upload
from booklet.office.counting import count, in_a_row
from booklet.ui.shared import look
from booklet.ui.shared.look import done, small_print
from booklet.ui.shared.place import go
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.uploader import pick_file
from booklet.ui.shared.words import plain, size, when
from booklet.ui.uploads.all_uploads import contents_in_words, password_field
from booklet.ui.uploads.file_contents import show_contents
from booklet.ui.uploads.upload_pictures import show_pictures


def show_upload(desk: Desk, upload_id: str) -> None:
    """Show left the pages as pictures, right what is in the file and what can be done with it."""
    upload = desk.ws.uploads.get(upload_id)
    look.heading(upload.name, contents_in_words(upload) + (", archived" if upload.archived else ""))
    pictures, facts = st.columns([3, 2], gap="large")
    with facts:
        _show_actions(desk, upload)
        show_contents(upload)
        _show_use(desk, upload)
        by = f" by {upload.uploaded_by}" if upload.uploaded_by else ""
        small_print(f"{size(upload.bytes)}, uploaded {when(upload.uploaded_at)}{by}")
        small_print(f"SHA-256 {upload.sha256}")
    with pictures:  # last, because they may have to be drawn first
        show_pictures(desk.ws, upload)


def _show_actions(desk: Desk, upload: Upload) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "Download", data=lambda: desk.ws.uploads.read(upload.id), file_name=upload.name, on_click="ignore"
        )
        if not desk.may("uploads.replace"):
            return
        if not upload.archived:
            with st.popover("Replace by a newer file", key=f"replacing_{upload.id}"):
                _show_replace(desk, upload)
        if upload.archived and st.button("Restore"):
            desk.ws.uploads.restore(upload.id)
            done(f"{upload.name} is back in the list.")
        if not upload.archived and st.button("Archive"):
            desk.ws.uploads.archive(upload.id)
            done(f"{upload.name} is archived. Nothing is deleted.")


def _show_replace(desk: Desk, upload: Upload) -> None:
    using = [version.book.name for version in desk.ws.uploads.used_in(upload.id)]
    if using:
        of = "each" if len(using) > 1 else "the book"
        st.write(plain(f"The newer file takes its place in {in_a_row(using)}, as a new version of {of}."))
    st.caption("Books already made stay what they are.")
    file = pick_file(desk.ws, "Newer file", key=f"replace_{upload.id}")
    if file is None:
        return
    password = ""
    if st.session_state.get("replacement_needs_password") == file.name:
        password = password_field(file.name, is_wrong=False)
    if st.button(f"Replace in {count(len(using), 'book')}" if using else "Replace", type="primary"):
        try:
            new, versions = desk.ws.uploads.replace(upload.id, file.getvalue(), file.name, password=password or None)
        except PasswordNeeded:
            st.session_state["replacement_needs_password"] = file.name
            st.rerun()
        except BookletError as error:
            st.error(plain(str(error)))
        else:
            changed = ", ".join(f"{version.book.name} (version {version.number})" for version in versions)
            st.session_state["done"] = f"{new.name} took its place" + (f" in {changed}." if changed else ".")
            go("uploads", upload=new.id)


def _show_use(desk: Desk, upload: Upload) -> None:
    look.section("Used in")
    versions = desk.ws.uploads.used_in(upload.id)
    if not versions:
        st.caption("No book uses it.")
    for version in versions:
        st.page_link(
            "pages/books.py",
            label=f"{plain(version.book.name)}, version {version.number}{_wrong(desk, version)}",
            query_params={"quarter": str(desk.quarter), "book": version.book.id},
        )


def _wrong(desk: Desk, version: BookVersion) -> str:
    """Return what a newer file broke, in words: fields that are gone, pages that it has not."""
    errors = [problem for problem in desk.ws.check_book(version.pages, version.settings) if problem.is_error]
    state = State.PROBLEM
    return f" · :{state.color}[{state.sign} {count(len(errors), state.word)}]" if errors else ""
