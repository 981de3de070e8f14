"""The first start: an administrator is made, and the demo is offered."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from booklet.auth import create_user
from booklet.errors import InputError
from booklet.model import Role
from booklet.progress import OnProgress
from booklet.ui.shared import first_start
from booklet.workspace import Workspace
from tests.pages.opened import PASSWORD, ROOT, pressed, ran, said


def _begun(workspace: Workspace, *, again: str = PASSWORD, content: str = "Start empty") -> AppTest:
    """The form, filled in and sent."""
    os.environ["BOOKLET_WORKSPACE"] = str(workspace.folder)
    test = ran(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60))
    for field, text in zip(test.text_input, ("Ann Lee", "ann", PASSWORD, again), strict=True):
        field.set_value(text)
    test.radio[0].set_value(content)
    return pressed(test, "Create the first administrator")


def test_the_first_administrator_is_made_and_signed_in(empty: Workspace) -> None:
    """The home screen follows, of a workspace with nothing in it."""
    test = _begun(empty)
    [user] = empty.users.all()
    assert (user.username, user.name, user.role) == ("ann", "Ann Lee", Role.ADMIN)
    assert "Nothing here yet" in said(test)
    assert not empty.customers.all()


@pytest.mark.parametrize(
    ("again", "why"), [("quiet-harbour-8", "The two passwords are not the same"), ("", "not the same")]
)
def test_two_passwords_that_differ_make_nobody(empty: Workspace, again: str, why: str) -> None:
    """The form stays, with a sentence."""
    test = _begun(empty, again=again)
    assert why in said(test)
    assert "Welcome to Booklet" in said(test)
    assert not empty.users.all()


def test_whoever_comes_second_is_told(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two forms can be open at once: one administrator is made, and the other form says so."""
    os.environ["BOOKLET_WORKSPACE"] = str(empty.folder)
    real = first_start._create_administrator

    def late(ws: Workspace, *rest: object) -> None:
        create_user(ws.users, "zoe", PASSWORD, name="Zoe", role=Role.ADMIN)
        real(ws, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(first_start, "_create_administrator", late)
    assert "Somebody has just made the first administrator" in said(_begun(empty))
    assert [user.username for user in empty.users.all()] == ["zoe"]


def _with_demo(ws: Workspace, monkeypatch: pytest.MonkeyPatch, make: Callable[[Workspace], object]) -> tuple[str, str]:
    """What stands on the screen while a demo is made, and after it was."""
    goes_on = Event()

    def made(ws: Workspace, *, on_progress: OnProgress) -> None:
        on_progress(1, 2, "Customers")
        assert goes_on.wait(60)
        make(ws)

    monkeypatch.setattr(first_start, "make_demo", made)
    test = _begun(ws, content="Start with the demo")
    meanwhile = said(test)
    goes_on.set()
    for _ in range(200):
        if "Making the demo" not in (told := said(ran(test))):
            return meanwhile, told
    raise AssertionError("the demo is still being made")


def test_the_demo_is_made_while_its_progress_stands_there(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the place of every screen; then the screen is there."""
    meanwhile, told = _with_demo(empty, monkeypatch, lambda ws: ws.customers.add("Acme"))
    assert "Making the demo" in meanwhile
    assert "Nothing here yet" not in meanwhile
    assert "No books yet" in told
    assert [customer.name for customer in empty.customers.all()] == ["Acme"]


def test_a_demo_that_cannot_be_made_says_why(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the workspace can be used."""

    def fail(_: Workspace) -> None:
        raise InputError("The disk is full.")

    _, told = _with_demo(empty, monkeypatch, fail)
    assert "The demo could not be made. The disk is full." in told
    assert "Nothing here yet" in told
