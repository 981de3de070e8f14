"""Parts of screens by themselves, without signing in: what a function draws, and what its widgets give back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest


def drawn(draw: Callable[..., object], *args: Any, **kwargs: Any) -> AppTest:
    """Return the screen on which a function has drawn; what it returned is in the session as "made"."""
    test = AppTest.from_function(_screen, default_timeout=30, args=(draw, args, kwargs))
    return shown(test)


def shown(test: AppTest) -> AppTest:
    """Return the screen after another run; fails where it raised."""
    test.run()
    assert not test.exception, test.exception[0].message
    return test


def html_of(test: AppTest) -> str:
    """Return all HTML on the screen."""
    return "\n".join(element.proto.body for element in test.get("html"))


def _screen(draw, args, kwargs):  # type: ignore[no-untyped-def]  # it runs by itself, without this file's names
    import streamlit

    streamlit.session_state["made"] = draw(*args, **kwargs)
