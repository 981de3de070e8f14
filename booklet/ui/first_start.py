"""The first start: nobody can sign in yet, so the first administrator is made, and the demo is offered."""

from __future__ import annotations

import streamlit as st

from booklet.auth import PASSWORD_RULE, USERNAME_RULE, SignIn, create_user
from booklet.demo import make_demo
from booklet.errors import AlreadyExists, BookletError
from booklet.model import Role
from booklet.ui import look
from booklet.workspace import Workspace

_DEMO = "Start with the demo"
_EMPTY = "Start empty"


def show_first_start(ws: Workspace, session: SignIn) -> None:
    """Asks for the first administrator; when he is made he is signed in, and the screen asked for follows."""
    place = st.empty()
    with place.container(key="first_start"):
        look.heading("Welcome to Booklet", "One PDF book for every customer, every quarter. First, who are you?")
        message = st.empty()
        with st.form("first_start_form"):
            name = st.text_input("Your name", autocomplete="name", max_chars=80)
            username = st.text_input("Username", autocomplete="username", help=USERNAME_RULE)
            password = st.text_input("Password", type="password", autocomplete="new-password", help=PASSWORD_RULE)
            again = st.text_input("The same password again", type="password", autocomplete="new-password")
            content = st.radio(
                "What to begin with",
                [_DEMO, _EMPTY],
                captions=[
                    "12 invented customers with 8 quarters of figures, a real form, a real workbook and two books.",
                    "No customers and no books. The demo can be made later in a folder of its own.",
                ],
            )
            pressed = st.form_submit_button("Create the first administrator", type="primary")
    if not pressed:
        return
    if password != again:
        message.error("The two passwords are not the same: type the same one twice.")
        return
    try:
        _create_administrator(ws, username, password, name)
        user = session.sign_in(username, password)
    except BookletError as error:
        message.error(str(error))
        return
    place.empty()
    if content == _DEMO:
        _make_demo(ws)
    look.done(f"Welcome, {user.name}.")


def _create_administrator(ws: Workspace, username: str, password: str, name: str) -> None:
    if ws.users.all():  # somebody else was first, in another tab
        raise AlreadyExists("Somebody has just made the first administrator: load this page again and sign in.")
    create_user(ws.users, username, password, name=name, role=Role.ADMIN)


def _make_demo(ws: Workspace) -> None:
    look.heading("Making the demo", "Customers, figures, uploads, then a book for each customer.")
    bar = st.progress(0.0, "Beginning")
    make_demo(ws, on_progress=lambda done, total, what: bar.progress(min(1.0, done / max(1, total)), what))
