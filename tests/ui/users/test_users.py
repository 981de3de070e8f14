"""The users: the table, one of them, and what can be done with somebody."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Workspace
from booklet.model import Role
from booklet.ui.users.all_users import show_users
from tests.ui.desks import desk_of, done, html_of, pressed, screen_of, texts


@pytest.fixture
def ws(empty: Workspace) -> Workspace:
    """Two users besides the administrator who looks, one of whom was switched off."""
    empty.users.add("ben", name="Ben Ortiz", email="ben@example.com", password_hash="-")
    empty.users.add("zoe", name="Zoe Quill", password_hash="-", role=Role.ADMIN)
    desk_of(empty)
    empty.users.update("zoe", active=False)
    return empty


def _users(ws: Workspace, **session: Any) -> AppTest:
    return screen_of(show_users, desk_of(ws), **session)


def _click(row: int) -> dict[str, Any]:
    return {"users": {"selection": {"rows": [], "columns": [], "cells": [(row, "Name")]}}}


def test_the_table(ws: Workspace) -> None:
    """Role, address, who may sign in, and when each did last."""
    table = _users(ws).dataframe[0].value.set_index("Username")
    assert list(table.loc["ben"]) == ["Ben Ortiz", "Standard", "yes", "never", "ben@example.com"]
    assert list(table.loc["zoe"]) == ["Zoe Quill", "Administrator", "no", "never", ""]
    assert table.loc["admin-user", "Role"] == "Administrator"


def test_nobody_is_open_before_a_click(ws: Workspace) -> None:
    """Then the user of that row, until another is."""
    test = _users(ws)
    assert "Switch off" not in [button.label for button in test.button]
    row = list(test.dataframe[0].value["Username"]).index("ben")
    test = _users(ws, **_click(row))
    assert "Ben Ortiz" in html_of(test)
    shown = [box.value for box in test.text_input if box.label in ("Name", "Email")]
    assert shown[-2:] == ["Ben Ortiz", "ben@example.com"]
    assert test.selectbox[-1].value is Role.STANDARD


def _ben(ws: Workspace, name: str = "ben") -> AppTest:
    return _users(ws, user_looked_at=name)


def test_a_user_is_changed(ws: Workspace) -> None:
    """Name, address and role, at once."""
    test = _ben(ws)
    boxes = {box.label: box for box in test.text_input}
    boxes["Name"].set_value("Ben O.")
    boxes["Email"].set_value("o@example.com")
    test.selectbox[-1].set_value(Role.ADMIN)
    test = pressed(test, "Save")
    ben = ws.users.get("ben")
    assert (ben.name, ben.email, ben.role, ben.active) == ("Ben O.", "o@example.com", Role.ADMIN, True)
    assert done(test).replace("\\", "") == "Ben O. is saved."


def test_a_password_is_set(ws: Workspace) -> None:
    """And the sessions of the old one end; one that is too easy is refused."""
    test = _ben(ws)
    next(box for box in test.text_input if box.label == "New password").set_value("tall-cedars-42")
    test = pressed(test, "Set password")
    ben = ws.users.get("ben")
    assert ben.session_epoch == 1
    assert done(test).startswith("Ben Ortiz has a new password, and all sessions of the old")
    next(box for box in test.text_input if box.label == "New password").set_value("ben")
    assert any("too easy" in text or "at least" in text for text in texts(pressed(test, "Set password")))
    assert ws.users.get("ben").session_epoch == 1


@pytest.mark.parametrize(
    ("name", "button", "active", "said"),
    [("ben", "Switch off", False, "no longer sign in"), ("zoe", "Switch on", True, "again sign in")],
)
def test_a_user_is_switched(ws: Workspace, name: str, button: str, active: bool, said: str) -> None:
    """Off or on, as it is not."""
    test = pressed(_ben(ws, name), button)
    assert ws.users.get(name).active is active
    assert said in done(test)


def test_sessions_are_ended(ws: Workspace) -> None:
    """Of this user alone, who may sign in again."""
    test = pressed(_ben(ws), "End all sessions")
    assert (ws.users.get("ben").session_epoch, ws.users.get("ben").active) == (1, True)
    assert ws.users.get("zoe").session_epoch == 0
    assert done(test) == "Ben Ortiz is signed out everywhere."


def test_a_user_is_added(ws: Workspace) -> None:
    """With all that was typed; the form is empty again then, and what is wrong is said."""
    test = _users(ws)
    boxes = {box.label: box for box in test.text_input}
    for label, text in {"Name": "Cleo Fox", "Username": "Cleo", "Email": "c@example.com"}.items():
        boxes[label].set_value(text)
    boxes["First password"].set_value("tall-cedars-42")
    test.selectbox[0].set_value(Role.ADMIN)
    test = pressed(test, "Add user")
    cleo = ws.users.get("cleo")
    assert (cleo.name, cleo.email, cleo.role, cleo.active) == ("Cleo Fox", "c@example.com", Role.ADMIN, True)
    assert "Cleo Fox can sign in as cleo now." in done(test).replace("\\", "")
    assert [box.value for box in test.text_input[:4]] == [""] * 4
    assert test.selectbox[0].value is Role.STANDARD
    test.text_input[1].set_value("ben")
    test.text_input[3].set_value("tall-cedars-42")
    assert any("ben" in text for text in texts(pressed(test, "Add user"))[-1:])
