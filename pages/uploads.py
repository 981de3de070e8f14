"""Uploads: which files do we have, where are they used? With `?upload=…` in the address one of them."""

import streamlit as st

from booklet.errors import NotFound
from booklet.ui.look import empty
from booklet.ui.shell import guard
from booklet.ui.upload_list import show_uploads
from booklet.ui.upload_screen import show_upload

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
