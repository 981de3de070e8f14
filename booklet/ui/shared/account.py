"""The account that is signed in, at the foot of the sidebar: change the password, sign out."""

from __future__ import annotations

import streamlit as st

from booklet.auth import PASSWORD_RULE, SignIn
from booklet.errors import BookletError
from booklet.model import User
from booklet.ui.shared.words import plain


def show_account(user: User, session: SignIn) -> None:
    """Show the user's name, opening onto what can be done with the account."""
    with st.popover(plain(user.name), type="tertiary", icon=":material/person:", key="account"):
        st.caption(f"Signed in as {plain(user.username)}, {user.role.value} user")
        with st.form("change_password", border=False, clear_on_submit=True):
            old = st.text_input("Present password", type="password", autocomplete="current-password")
            new = st.text_input("New password", type="password", autocomplete="new-password", help=PASSWORD_RULE)
            if st.form_submit_button("Change password"):
                _change_password(user, session, old or "", new or "")
        st.button("Sign out", on_click=session.sign_out, args=(user,), width="stretch", key="sign_out")


def _change_password(user: User, session: SignIn, old: str, new: str) -> None:
    try:
        session.change_password(user, old, new)
    except BookletError as error:
        st.error(str(error))
    else:
        st.success("Changed. Other sessions of yours have ended.")
