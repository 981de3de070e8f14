"""Uploads: the files and where they are used, or with `?upload=…` in the address a single upload."""

import streamlit as st

from booklet.errors import NotFound
from booklet.ui.shared.look import empty
from booklet.ui.shared.shell import guard
from booklet.ui.uploads.all_uploads import show_uploads
from booklet.ui.uploads.one_upload import show_upload

desk = guard()
upload_id = st.query_params.get("upload", "")
try:
    if upload_id:
        show_upload(desk, upload_id)
    else:
        show_uploads(desk)
except NotFound as error:
    empty(str(error))
    st.page_link("pages/uploads.py", label="All uploads")
