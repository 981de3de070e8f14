"""The sign-in form, shown in the place of whichever screen was asked for."""

from __future__ import annotations

import streamlit as st

from booklet.auth import SignIn
from booklet.errors import SignInRefused
from booklet.ui.shared import look

_SAID = "sign_in_said"
"""Why there is a form: kept for as long as it is shown, because the cookie's script runs the screen again at will."""


def show_sign_in(session: SignIn, why: str = "") -> None:
    """Show the form; once somebody is signed in, the screen of the same address runs again.

    `why` is said above it: a session that ended.
    """
    if why:
        st.session_state.setdefault(_SAID, why)
    with st.container(key="sign_in"):
        look.heading("Booklet", "Sign in to go on.")
        message = st.container()
        with st.form("sign_in_form", width=440):
            username = st.text_input("Username", autocomplete="username")
            password = st.text_input("Password", type="password", autocomplete="current-password")
            pressed = st.form_submit_button("Sign in", type="primary")
    if pressed:
        try:
            session.sign_in(username or "", password or "")
        except SignInRefused as error:
            st.session_state[_SAID] = str(error)
        else:
            st.session_state.pop(_SAID, None)
            st.rerun()
    if _SAID in st.session_state:
        message.warning(st.session_state[_SAID])
