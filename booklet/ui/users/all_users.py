"""The users: add one, and for each the role, the password, the sessions, and whether sign-in is allowed."""

from __future__ import annotations

import pandas
import streamlit as st

from booklet.auth import PASSWORD_RULE, USERNAME_RULE, create_user, set_active, set_password
from booklet.model import Role, User
from booklet.ui.shared import look
from booklet.ui.shared.look import done, shown_errors
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.table import clicked_cell
from booklet.ui.shared.words import ago

ROLES = {Role.STANDARD: "Standard", Role.ADMIN: "Administrator"}
_ROLE_HELP = "Standard users hand in workbooks, generate and download. Administrators edit everything."


def show_users(desk: Desk) -> None:
    """Show the table; a click opens what can be done with a user."""
    look.heading("Users", "Who may do what?")
    added = st.session_state.setdefault("users_added", 0)
    with st.popover("Add user", type="primary", key=f"add-user-{added}"):  # another key: closed again, and empty
        _show_add(desk)
    users = desk.ws.users.all()
    cell = clicked_cell(
        _table(desk, users),
        key="users",
        rows=len(users),
        column_config={
            "Name": st.column_config.TextColumn(width=240),
            "Email": st.column_config.TextColumn(width=240),
        },
    )
    st.caption("Click on a user to change something.")
    if cell:
        st.session_state["user_looked_at"] = users[cell.row].username
    picked = next((user for user in users if user.username == st.session_state.get("user_looked_at")), None)
    if picked:
        _show_user(desk, picked)


def _show_add(desk: Desk) -> None:
    with st.form(f"add_user_{st.session_state['users_added']}", border=False):
        name = st.text_input("Name", max_chars=80)
        username = st.text_input("Username", help=USERNAME_RULE, autocomplete="off")
        email = st.text_input("Email", type="email", help="May stay empty.", autocomplete="off")
        role = st.selectbox("Role", list(ROLES), format_func=ROLES.__getitem__, help=_ROLE_HELP)
        password = st.text_input("First password", type="password", help=PASSWORD_RULE, autocomplete="new-password")
        pressed = st.form_submit_button("Add user", type="primary")
    if pressed:
        with shown_errors():
            user = create_user(
                desk.ws.users, username or "", password or "", name=name or "", email=email or "", role=role
            )
            st.session_state["users_added"] += 1
            done(f"{user.name} can sign in as {user.username} now. Tell them the password; they can change it.")


def _table(desk: Desk, users: list[User]) -> pandas.DataFrame:
    seen = desk.ws.users.frame()["last_sign_in"]
    return pandas.DataFrame(
        {
            "Name": [user.name for user in users],
            "Username": [user.username for user in users],
            "Role": [ROLES[user.role] for user in users],
            "May sign in": ["yes" if user.active else "no" for user in users],
            "Last sign-in": [
                ago(seen[user.username].to_pydatetime()) if pandas.notna(seen[user.username]) else "never"
                for user in users
            ],
            "Email": [user.email for user in users],
        }
    )


def _show_user(desk: Desk, user: User) -> None:
    look.section(user.name)
    details, password = st.columns(2, gap="large")
    with details, st.form(f"user_{user.username}"):
        name = st.text_input("Name", user.name, max_chars=80)
        email = st.text_input("Email", user.email, type="email")
        role = st.selectbox(
            "Role", list(ROLES), list(ROLES).index(user.role), format_func=ROLES.__getitem__, help=_ROLE_HELP
        )
        if st.form_submit_button("Save"):
            with shown_errors():
                desk.ws.users.update(user.username, name=name, email=email, role=role)
                done(f"{name} is saved.")
    with password, st.form(f"password_{user.username}", clear_on_submit=True):
        new = st.text_input("New password", type="password", help=PASSWORD_RULE, autocomplete="new-password")
        if st.form_submit_button("Set password"):
            with shown_errors():
                set_password(desk.ws.users, user.username, new or "")
                done(f"{user.name} has a new password, and all sessions of the old one have ended.")
    _show_switches(desk, user)


def _show_switches(desk: Desk, user: User) -> None:
    with st.container(horizontal=True):
        if st.button("End all sessions", help="Signed out everywhere; signing in again stays possible."):
            desk.ws.users.end_sessions(user.username)
            done(f"{user.name} is signed out everywhere.")
        if st.button("Switch off" if user.active else "Switch on", help="Whether this user may sign in."):
            with shown_errors():
                set_active(desk.ws.users, user.username, not user.active)
                done(f"{user.name} can {'no longer' if user.active else 'again'} sign in.")
