"""Signing in and out, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import jwt
import pytest
from playwright.sync_api import Browser, Page, expect

from booklet import auth
from booklet.auth import LOCK_OUT_AFTER, cookie_key, set_active
from tests.browser.conftest import PASSWORD, Server

pytestmark = pytest.mark.browser
SignIn = Callable[..., None]
LONG_AGO = datetime(2000, 1, 1)


def _is_signed_in(page: Page, name: str = "Ann Lee") -> None:
    expect(page.get_by_test_id("stSidebar").get_by_text(name)).to_be_visible()


def _asks_to_sign_in(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_test_id("stSidebar").get_by_text("Customers")).to_have_count(0)


def _cookie(page: Page) -> dict:
    """The session's cookie; the browser sets it a moment after signing in."""

    def found() -> list:
        return [cookie for cookie in page.context.cookies() if cookie["name"].startswith("booklet")]

    _until(page, lambda: bool(found()))
    return found()[0]


def _until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(300):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("It did not come true within 30 seconds.")


def test_first_start_makes_an_administrator_and_signs_in(server: Server, page: Page) -> None:
    """With no user yet, any address asks for the first administrator and then shows the screen asked for."""
    page.goto(f"{server.address}/customers")
    page.get_by_label("Your name", exact=True).fill("Ann Lee")
    page.get_by_label("Username", exact=True).fill("Ann")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again", exact=True).fill(PASSWORD)
    page.get_by_text("Start empty").click()
    page.get_by_role("button", name="Create the first administrator").click()
    _is_signed_in(page)
    expect(page.get_by_role("heading", name="Customers")).to_be_visible()
    assert [(user.username, user.role.value) for user in server.workspace.users.all()] == [("ann", "admin")]


@pytest.mark.usefixtures("people")
def test_signing_in_shows_the_screen_of_the_address_and_lasts(server: Server, page: Page, sign_in: SignIn) -> None:
    """The address that was asked for is shown after signing in, and a new tab needs no password."""
    page.goto(f"{server.address}/customers?quarter=2025Q1")
    sign_in("ann")
    expect(page.get_by_role("heading", name="Customers")).to_be_visible()
    expect(page).to_have_url(re.compile("quarter=2025Q1"))
    _cookie(page)
    tab = page.context.new_page()
    tab.goto(f"{server.address}/users")
    _is_signed_in(tab)


@pytest.mark.usefixtures("people")
def test_a_wrong_password_is_said_and_locks_after_some(server: Server, page: Page, sign_in: SignIn) -> None:
    """A wrong password does not tell whether the name exists; after five, the right one does not sign in either."""
    page.goto(server.address)
    users = server.workspace.users
    for attempt in range(1, LOCK_OUT_AFTER + 1):
        sign_in("ann", f"wrong-{attempt}")
        _until(page, lambda expected=attempt: users.failures_since("ann", LONG_AGO) == expected)
        expect(page.get_by_text("do not belong together")).to_be_visible()
    sign_in("ann")
    expect(page.get_by_text("locked for a while")).to_be_visible()
    _asks_to_sign_in(page)


@pytest.mark.usefixtures("people")
def test_signing_out_ends_the_cookie_too(server: Server, page: Page, sign_in: SignIn, browser: Browser) -> None:
    """After signing out, not even a copy of the old cookie in another browser signs in."""
    page.goto(server.address)
    sign_in("ann")
    _is_signed_in(page)
    stolen = _cookie(page)
    page.get_by_test_id("stSidebar").get_by_text("Ann Lee").click()
    page.get_by_role("button", name="Sign out").click()
    _asks_to_sign_in(page)
    other = browser.new_context()
    other.add_cookies([stolen])
    tab = other.new_page()
    tab.goto(f"{server.address}/users")
    expect(tab.get_by_text("Your session has ended")).to_be_visible()
    _asks_to_sign_in(tab)
    other.close()


@pytest.mark.usefixtures("people")
def test_an_expired_session_asks_again_and_goes_on(server: Server, page: Page, sign_in: SignIn) -> None:
    """A cookie past its time brings the form with a sentence; after it, the same address."""
    expired = {"username": "ann#0", "exp_date": (datetime.now() - timedelta(hours=1)).timestamp()}
    key = cookie_key(server.workspace.folder)
    name = auth.SignIn(server.workspace.users, key, {}, {})._cookie
    token = jwt.encode(expired, key, algorithm="HS256")
    page.context.add_cookies([{"name": name, "value": token, "url": server.address}])
    page.goto(f"{server.address}/users?quarter=2025Q2")
    expect(page.get_by_text("Your session has ended")).to_be_visible()
    sign_in("ann")
    expect(page.get_by_role("heading", name="Users")).to_be_visible()
    expect(page).to_have_url(re.compile("quarter=2025Q2"))


@pytest.mark.usefixtures("people")
def test_a_user_switched_off_is_out_at_the_next_click(server: Server, page: Page, sign_in: SignIn) -> None:
    """Role and activity are read at every run, not once a session."""
    page.goto(server.address)
    sign_in("ben")
    _is_signed_in(page, "Ben Ortiz")
    set_active(server.workspace.users, "ben", False)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Customers").click()
    expect(page.get_by_text("Your session has ended")).to_be_visible()
    sign_in("ben")
    expect(page.get_by_text("switched off")).to_be_visible()


@pytest.mark.usefixtures("people")
def test_a_standard_user_on_an_administrators_address(server: Server, page: Page, sign_in: SignIn) -> None:
    """A calm sentence instead of the screen, which is not in the sidebar either; also on a server just started."""
    page.goto(f"{server.address}/users")
    _asks_to_sign_in(page)
    sign_in("ben")
    expect(page.get_by_text("This screen is for administrators")).to_be_visible()
    expect(page.get_by_role("button", name="Add user")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name="Users")).to_have_count(0)
