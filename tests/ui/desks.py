"""Screens without the sign-in and the sidebar: a desk for somebody of a role, and where the links lead."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from booklet import Workspace
from booklet.model import Quarter, Role, User
from booklet.ui.shared import place
from booklet.ui.shared.shell import Desk
from tests.conftest import QUARTER
from tests.ui.drawn import html_of


def desk_of(ws: Workspace, role: Role = Role.ADMIN, quarter: Quarter = QUARTER) -> Desk:
    """What somebody of a role works at."""
    name = f"{role.value}-user"
    user: User = ws.users.find(name) or ws.users.add(name, name=name.title(), password_hash="-", role=role)
    return Desk(user, ws.acting_as(user), quarter)


@dataclass
class Ways:
    """The links of a screen (label, file in pages/, words of the address), and where it went by itself."""

    links: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    went: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        """The labels of the links."""
        return [label for label, _, _ in self.links]


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Ways:
    """The ways out of what is drawn, which there are none of without the other screens."""
    found = Ways()

    def link(file: str, *, label: str, query_params: Any = None, **_: object) -> None:
        found.links.append((label, file.removeprefix("pages/").removesuffix(".py"), dict(query_params or {})))

    def go(screen: str, **words: str) -> None:
        found.went.append((screen, words))
        st.stop()

    monkeypatch.setattr(st, "page_link", link)
    for module in _modules_that_go():
        monkeypatch.setattr(module, "go", go)
    return found


def _modules_that_go() -> list[Any]:
    import sys

    named = [name for name in sys.modules if name.startswith("booklet.ui.")]
    return [sys.modules[name] for name in named if getattr(sys.modules[name], "go", None) is place.go]


def screen_of(draw: Callable[..., object], *args: Any, **session: object) -> AppTest:
    """The screen that a function draws, with this in its session."""
    os.environ["BOOKLET_LOOK"] = "here"  # in this process: what is on the screen is all that is to come
    test = AppTest.from_function(_screen, default_timeout=30, args=(draw, args))
    for name, value in session.items():
        test.session_state[name] = value
    return _ran(test)


def pressed(test: AppTest, label: str) -> AppTest:
    """The screen after its button of that label was pressed."""
    next(button for button in test.button if button.label == label).click()
    return _ran(test)


def _ran(test: AppTest) -> AppTest:
    """The screen after another run: it did not raise, and no table of it has numbers of rows that mean nothing."""
    test.run()
    assert not test.exception, "\n".join([test.exception[0].message, *test.exception[0].stack_trace])
    for table in test.dataframe:
        index = json.loads(table.proto.columns or "{}").get("_index", {})
        assert index.get("hidden") or table.value.index.name, "the numbers of the rows are shown"
    return test


def texts(test: AppTest) -> list[str]:
    """What stands on the screen as Markdown, captions and messages, by kind."""
    return [
        element.value.replace("\\", "")
        for kind in ("markdown", "caption", "info", "success", "warning", "error")
        for element in test.get(kind)
    ]


def done(test: AppTest) -> str:
    """What is said after something was done."""
    return "".join(toast.value for toast in test.toast).replace("\\", "")


def buttons(test: AppTest) -> dict[str, tuple[str, bool]]:
    """Each button's kind, and whether it can be pressed."""
    return {button.label: (button.proto.type, not button.disabled) for button in test.button}


def _screen(draw, args):  # type: ignore[no-untyped-def]  # it runs by itself, without this file's names
    import streamlit

    from booklet.ui.shared.look import say_what_was_done

    say_what_was_done()
    streamlit.session_state["made"] = draw(*args)


__all__ = ["Ways", "buttons", "desk_of", "done", "html_of", "pressed", "screen_of", "texts", "ways"]
