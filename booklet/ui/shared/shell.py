"""The surroundings of every screen: its guard, the sidebar, and the list of the screens.

A file in pages/ can be opened by its address before app.py has run, so no screen relies on it: each begins with
`guard`, which shows the sign-in (or the first start) in the screen's place and stops.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from booklet.auth import SignIn, cookie_key
from booklet.errors import BookletError, SignInRefused
from booklet.model import Quarter, User
from booklet.rights import may
from booklet.ui.shared import look
from booklet.ui.shared.account import show_account
from booklet.ui.shared.first_start import show_demo_being_made, show_first_start
from booklet.ui.shared.freshness import settings_of
from booklet.ui.shared.place import show_quarter_picker
from booklet.ui.shared.sign_in import show_sign_in
from booklet.ui.shared.words import use_locale
from booklet.workspace import Workspace

_SIDEBAR_PX = 232
_ICON = Path(__file__).parents[3] / "static" / "icon.png"


@dataclass(frozen=True, slots=True)
class Screen:
    """A file in pages/; `needs` is what whoever opens it must be allowed to do, `group` its place in the sidebar."""

    file: str
    title: str
    needs: str = ""
    group: str = ""


SCREENS = (
    Screen("quarter", "Quarter", group="Work"),
    Screen("generate", "Generate", group="Work"),
    Screen("history", "History", group="Work"),
    Screen("customers", "Customers", group="What goes in"),
    Screen("attributes", "Attributes", group="What goes in"),
    Screen("books", "Books", group="What goes in"),
    Screen("uploads", "Uploads", group="What goes in"),
    Screen("users", "Users", needs="users.all", group="Administration"),
    Screen("settings", "Settings", needs="settings.set", group="Administration"),
    Screen("customer", "Customer"),
)
HOME = f"pages/{SCREENS[0].file}.py"


class Desk(NamedTuple):
    """All that a screen works with: who looks, the workspace as they may use it, the quarter chosen in the sidebar."""

    user: User
    ws: Workspace
    quarter: Quarter

    def may(self, verb: str) -> bool:
        """Tell whether to show what does something ("books.save"); the workspace refuses it in any case."""
        return may(self.user, verb)


def guard(needs: str = "") -> Desk:
    """Stop the run unless somebody is signed in who may do what the screen `needs`; the first line of every screen."""
    st.set_page_config(page_title="Booklet", page_icon=_ICON, layout="wide", initial_sidebar_state=_SIDEBAR_PX)
    look.use_style()
    ws = workspace()
    session = SignIn(ws.users, cookie_key(ws.folder), st.session_state, st.context.cookies)
    user = _user(ws, session)
    if user is None:
        st.stop()
    ws = ws.acting_as(user)
    with st.sidebar:
        quarter = _show_sidebar(ws, user, session)
    look.say_what_was_done()
    show_demo_being_made(ws, user)
    if needs and not may(user, needs):
        look.heading("For administrators")
        look.empty("This screen is for administrators. Ask one of them if you need something changed here.")
        st.page_link(HOME, label="Go to the quarter")
        st.stop()
    return Desk(user, ws, quarter)


def workspace() -> Workspace:
    """Return the workspace in the folder that BOOKLET_WORKSPACE names, "data" if nothing does."""
    try:
        return _workspace(os.environ.get("BOOKLET_WORKSPACE", "data"))
    except BookletError as error:
        st.error(str(error))
        st.stop()


@st.cache_resource(show_spinner=False)
def _workspace(folder: str) -> Workspace:
    ws = Workspace(folder)
    ws.jobs.go_on()  # with what was left to do when the server ended
    return ws


def _user(ws: Workspace, session: SignIn) -> User | None:
    why = ""
    try:
        # What the cookie needs is drawn in the container, and style.css gives it no room. Whatever changed, the
        # database is opened once for what every screen needs: account, rights, settings.
        with st.container(key="session"), ws.database.read():
            user = session.current_user()
            if user:
                settings_of(ws.acting_as(user))
    except SignInRefused as error:
        user, why = None, str(error)
    if user is None and not ws.users.all():
        show_first_start(ws, session)
    elif user is None:
        show_sign_in(session, why)
        session.remove_cookie()
    return user


def _show_sidebar(ws: Workspace, user: User, session: SignIn) -> Quarter:
    settings = settings_of(ws)
    use_locale(settings.locale)
    st.html(f'<div class="booklet-wordmark">Booklet</div><p class="booklet-small">{escape(settings.team)}</p>')
    quarter = show_quarter_picker(ws)
    for group in dict.fromkeys(screen.group for screen in SCREENS if screen.group):
        screens = [s for s in SCREENS if s.group == group and (not s.needs or may(user, s.needs))]
        if screens:
            st.caption(group)
        for screen in screens:
            st.page_link(f"pages/{screen.file}.py", label=screen.title, query_params={"quarter": str(quarter)})
    show_account(user, session)
    return quarter
