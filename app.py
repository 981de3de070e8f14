"""The web app: `streamlit run app.py`. Every screen in pages/ guards itself; this only says which there are."""

import streamlit as st

from booklet.ui.shared.look import shown_unforeseen
from booklet.ui.shared.shell import HOME, SCREENS


def _home() -> None:
    """Lead the bare address to the first screen: Streamlit would serve its default page there and nowhere else."""
    st.switch_page(HOME, query_params=st.query_params.to_dict())


screen = st.navigation(
    [
        st.Page(_home, title="Booklet", url_path="home", default=True),
        *(st.Page(f"pages/{one.file}.py", title=one.title, url_path=one.file) for one in SCREENS),
    ],
    position="hidden",
)
with shown_unforeseen():
    screen.run()
