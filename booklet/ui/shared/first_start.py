"""The first start: nobody can sign in yet, so the first administrator is made, and the demo is offered."""

from __future__ import annotations

import streamlit as st

from booklet.auth import PASSWORD_RULE, USERNAME_RULE, SignIn, create_user
from booklet.demo import make_demo
from booklet.errors import BookletError
from booklet.model import Role, User
from booklet.ui.shared import job, look
from booklet.ui.shared.words import plain
from booklet.workspace import Workspace

_DEMO = "Start with the demo"
_EMPTY = "Start empty"


def show_first_start(ws: Workspace, session: SignIn) -> None:
    """Ask for the first administrator; once that user is made and signed in, the screen runs again."""
    with st.container(key="first_start"):
        look.heading("Welcome to Booklet", "One PDF book for every customer, every quarter. First, who are you?")
        message = st.container()
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
                    "No customers and no books yet.",
                ],
            )
            pressed = st.form_submit_button("Create the first administrator", type="primary")
    if not pressed:
        return
    try:
        _create_administrator(ws, session, (username or "", password or "", again or ""), name or "")
    except BookletError as error:
        message.error(plain(str(error)))
        return
    if content == _DEMO:
        start_demo(ws)
    st.rerun()


def start_demo(ws: Workspace) -> None:
    """Begin to fill the workspace with the demo; the shell shows how far it is."""
    job.start(_job_name(ws), lambda on_progress: make_demo(ws, on_progress=on_progress))


def show_demo_being_made(ws: Workspace, user: User) -> None:
    """While the demo is being made, its progress in place of the screen, whoever began it."""
    if work := job.running(_job_name(ws), user=user.username):
        look.heading("Making the demo", "Customers and their figures, the uploads, then a book for each customer.")
        job.show_progress(work)
        st.stop()
    if work := job.ended(_job_name(ws), user=user.username):
        job.close(work, user.username)
        if work.error:
            st.error(plain(f"The demo could not be made. {work.error}"))


def _create_administrator(ws: Workspace, session: SignIn, typed: tuple[str, str, str], name: str) -> None:
    username, password, again = typed
    if password != again:
        raise BookletError("The two passwords are not the same: type the same one twice.")
    create_user(ws.users, username, password, name=name, role=Role.ADMIN, first=True)
    session.sign_in(username, password)


def _job_name(ws: Workspace) -> str:
    return f"demo in {ws.folder.resolve()}"
