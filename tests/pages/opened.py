"""Open a screen as somebody who is signed in, without a browser, and press what is on it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from booklet.auth import create_user
from booklet.model import Role
from booklet.workspace import Workspace

ROOT = Path(__file__).parents[2]
PASSWORD = "quiet-harbour-7"


def opened(workspace: Workspace, screen: str, *, role: Role = Role.ADMIN, **words: str) -> AppTest:
    """The screen of that name once signed in; `words` stand in the address. Fails where the screen does."""
    os.environ["BOOKLET_WORKSPACE"] = str(workspace.folder)
    os.environ.setdefault("BOOKLET_LOOK", "here")  # in this process: what is on the screen is all that is to come
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).switch_page(f"pages/{screen}.py")
    for word, text in words.items():
        test.query_params[word] = text
    return _sign_in(test, workspace, role)


def ran(test: AppTest) -> AppTest:
    """The screen after another run; fails where it raised."""
    test.run()
    assert not test.exception, "\n".join([test.exception[0].message, *test.exception[0].stack_trace])
    assert not [error.value for error in test.error if "does not foresee" in error.value]
    return test


def pressed(test: AppTest, label: str) -> AppTest:
    """The screen after its button of that label was pressed."""
    next(button for button in test.button if button.label == label).click()
    return ran(test)


def clicked(test: AppTest, key: str, row: int) -> AppTest:
    """The screen after a click on a row of the table with that key."""
    test.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": [(row, "any")]}}
    return ran(test)


def said(test: AppTest) -> str:
    """All that stands on the screen as text."""
    texts = [element.value for kind in ("markdown", "caption", "error", "success") for element in test.get(kind)]
    texts = [text.replace("\\", "") for text in texts]  # a user's words are escaped in Markdown
    return "\n".join([*texts, *(element.proto.body for element in test.get("html"))])


def _sign_in(test: AppTest, workspace: Workspace, role: Role) -> AppTest:
    """As `booklet.auth` leaves a session in which somebody has signed in; tests/browser does it through the form."""
    name = f"{role.value}-user"
    user = workspace.users.find(name) or create_user(workspace.users, name, PASSWORD, name=name.title(), role=role)
    test.session_state["username"] = f"{user.username}#{user.session_epoch}"
    test.session_state["signed_in_until"] = time.time() + 3600
    test.session_state["authentication_status"] = True
    return ran(test)
