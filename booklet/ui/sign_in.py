"""The sign-in form, shown in the place of whichever screen was asked for."""

from __future__ import annotations

import streamlit as st

from booklet.auth import SignIn
from booklet.errors import SignInRefused
from booklet.model import User
from booklet.ui import look


def show_sign_in(session: SignIn, why: str = "") -> User | None:
    """The form; the user once he is signed in, so that the same run goes on to the screen of the same address.

    `why` is said above it: a session that ended.
    """
    place = st.empty()
    with place.container(key="sign_in"):
        look.heading("Booklet", "Sign in to go on.")
        message = st.empty()
        if why:
            message.warning(why)
        with st.form("sign_in_form"):
            username = st.text_input("Username", autocomplete="username")
            password = st.text_input("Password", type="password", autocomplete="current-password")
            pressed = st.form_submit_button("Sign in", type="primary")
    if not pressed:
        return None
    try:
        user = session.sign_in(username or "", password or "")
    except SignInRefused as error:
        message.error(str(error))
        return None
    place.empty()
    return user
