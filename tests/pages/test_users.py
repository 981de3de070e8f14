"""Users and settings, for administrators."""

from __future__ import annotations

import pytest

from booklet.model import Role
from booklet.workspace import Workspace
from tests.pages.opened import clicked, opened, pressed, said


def _fill(screen: object, **texts: str) -> None:
    for label, text in texts.items():
        next(box for box in screen.text_input if box.label == label.replace("_", " ")).input(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("screen", ["users", "settings"])
def test_a_standard_user_gets_a_sentence(empty: Workspace, screen: str) -> None:
    """And no way to change anything."""
    test = opened(empty, screen, role=Role.STANDARD)
    assert "This screen is for administrators" in said(test)
    assert [button.label for button in test.button] == ["Change password", "Sign out"]


def test_adds_a_user_who_may_sign_in(empty: Workspace) -> None:
    """Standard unless something else is chosen; the form is empty again then."""
    screen = opened(empty, "users")
    _fill(screen, Name="Cleo Fox", Username="Cleo", First_password="tall-cedars-42")
    pressed(screen, "Add user")
    assert empty.users.get("cleo").role is Role.STANDARD
    assert [box.value for box in screen.text_input if box.label in {"Name", "Username", "First password"}] == [""] * 3


def test_a_weak_password_is_refused(empty: Workspace) -> None:
    """With the rule."""
    screen = opened(empty, "users")
    _fill(screen, Username="cleo", First_password="cleo")
    assert "too easy to guess" in said(pressed(screen, "Add user"))
    assert empty.users.find("cleo") is None


def test_switches_a_user_off_and_ends_his_sessions(empty: Workspace) -> None:
    """At once: his epoch is raised."""
    empty.users.add("ben", name="Ben Ortiz", password_hash="-")
    screen = clicked(opened(empty, "users"), "users", 1)
    pressed(screen, "Switch off")
    ben = empty.users.get("ben")
    assert (ben.active, ben.session_epoch) == (False, 1)


def test_the_last_administrator_cannot_be_switched_off(empty: Workspace) -> None:
    """It is said, and he stays."""
    screen = clicked(opened(empty, "users"), "users", 0)
    assert "the only active administrator" in said(pressed(screen, "Switch off"))


def test_settings_are_saved(empty: Workspace) -> None:
    """And the sidebar has the team's name from then on."""
    screen = opened(empty, "settings")
    _fill(screen, Name_of_the_team="Larkfield")
    next(box for box in screen.checkbox if "file of its own" in box.label).check()
    next(n for n in screen.number_input if "Processes" in n.label).set_value(3)
    next(box for box in screen.checkbox if "app is ended" in box.label).check()
    screen = pressed(screen, "Save settings")
    saved = empty.settings.get()
    assert (saved.team, saved.whole_files, saved.workers, saved.workers_go_on) == ("Larkfield", True, 3, True)
    assert "Larkfield" in said(screen)
