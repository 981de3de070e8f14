"""The web app: `streamlit run app.py`. Every screen in pages/ guards itself; this only says which there are."""

import streamlit as st

from booklet.ui.shell import SCREENS

st.navigation(
    [
        st.Page(f"pages/{screen.file}.py", title=screen.title, url_path=screen.file, default=screen is SCREENS[0])
        for screen in SCREENS
    ],
    position="hidden",
).run()
