"""Users and signing in: the rules for names and passwords, the lock-out, and sessions that can be ended.

The only importer of streamlit-authenticator, which checks passwords and signs the cookie. What it lacks is here: its
cookie stays good after signing out and after a change of password, so the name in it carries the user's session
epoch ("ann#3") and every run compares that with the database; and its count of failures is forgotten at every run,
so the lock-out counts in the database, by time, for names that exist and names that do not alike.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Mapping, MutableMapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import bcrypt
import jwt

from booklet.errors import BookletError, SignInRefused
from booklet.model import Role, User
from booklet.store.clock import utc_now
from booklet.store.users import Users

SESSION_DAYS = 7
LOCK_OUT_AFTER = 5
LOCK_OUT_MINUTES = 10
SHORTEST_PASSWORD = 10
PASSWORD_RULE = f"At least {SHORTEST_PASSWORD} characters, 5 of them different, without your username in it."
USERNAME_RULE = "Lower-case letters, digits, dots, hyphens and underscores, such as ann or ann.lee."
_NOT_TOGETHER = "That username and password do not belong together. Check both and try again."
SESSION_ENDED = "Your session has ended. Sign in to go on where you were."

_USERNAME = re.compile(r"^[a-z0-9][a-z0-9._-]{0,39}$")
_BCRYPT_LIMIT_BYTES = 72
_COOKIE_SETTLES_SECONDS = 10


def create_user(  # noqa: PLR0913 - what is known of a user, by name
    users: Users,
    username: str,
    password: str,
    *,
    name: str = "",
    email: str = "",
    role: Role = Role.STANDARD,
    first: bool = False,
    by: str = "",
) -> User:
    """Add a user who can sign in; with `first` only where there is no user yet, whoever else asks at the same time.

    Raises BookletError for a name or password that breaks a rule, AlreadyExists.
    """
    username = username.strip().lower()
    if not _USERNAME.match(username):
        raise BookletError(f'"{username}" cannot be a username. {USERNAME_RULE}')
    check_password(password, username)
    return users.add(
        username,
        name=name.strip() or username,
        email=email.strip(),
        role=role,
        password_hash=_hash(password),
        first=first,
        by=by,
    )


def set_password(users: Users, username: str, password: str, *, by: str = "") -> User:
    """Give a user a new password and end all sessions of the old. Raises BookletError where it breaks the rule."""
    user = users.get(username)
    check_password(password, user.username)
    users.update(user.username, password_hash=_hash(password), by=by)
    return users.end_sessions(user.username, by=by)


def set_active(users: Users, username: str, active: bool, *, by: str = "") -> User:
    """Let a user sign in, or not any more, at once. Raises NotAllowed for the last active administrator."""
    users.update(username, active=active, by=by)
    return users.end_sessions(username, by=by)


def check_password(password: str, username: str) -> None:
    """Raise BookletError, saying what is expected, for a password that is too weak or cannot be kept."""
    if password != password.strip():
        raise BookletError("The password begins or ends with a space, which is easily lost: leave it out.")
    if len(password.encode()) > _BCRYPT_LIMIT_BYTES:
        raise BookletError(f"The password is too long: up to {_BCRYPT_LIMIT_BYTES} plain letters can be checked.")
    too_simple = len(set(password)) < 5 or username.lower() in password.lower()
    if len(password) < SHORTEST_PASSWORD or too_simple:
        raise BookletError(f"The password is too easy to guess. {PASSWORD_RULE}")


def cookie_key(folder: Path) -> str:
    """Return the workspace's own secret for signing cookies, made at the first call and readable by its owner alone."""
    path = folder / "cookie.key"
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key


class SignIn:
    """The signing in of a browser session, for a run of a screen.

    `session` is Streamlit's session state: streamlit-authenticator keeps its own words there (username,
    authentication_status, logout …), and this class a few more. `cookies` are those that the browser sent.
    """

    def __init__(
        self, users: Users, key: str, session: MutableMapping[str | int, Any], cookies: Mapping[str, str]
    ) -> None:
        self._users = users
        self._key = key
        self._session = session
        self._cookies = cookies
        # A cookie is for a host, whatever the port: two workspaces on one machine need two names.
        self._cookie = f"booklet-{hashlib.sha256(key.encode()).hexdigest()[:8]}"

    def current_user(self) -> User | None:
        """Return the user who is signed in, as the database has the account at this moment; None if nobody is.

        Raises SignInRefused, until somebody signs in, where there was a session and it has ended: signed out
        elsewhere, password changed, deactivated, or too old.
        """
        if not self._session.get("authentication_status"):
            return self._user_of_cookie()
        user = self._user_of_token(self._session["username"])
        if user is None or time.time() > self._session["signed_in_until"]:
            self._session["session_ended"] = True  # first: the run can be cut short, and the next has to say it too
            self._forget()
            raise SignInRefused(SESSION_ENDED)
        self._settle_cookie()
        return user

    def sign_in(self, username: str, password: str) -> User:
        """Check name and password and begin a session. Raises SignInRefused with what to tell the user."""
        username = username.strip().lower()
        if not _USERNAME.match(username):  # nobody's name, and so nothing to keep
            self._forget()
            raise SignInRefused(_NOT_TOGETHER)
        self._begin_attempt(username)
        user = self._users.find(username)
        if not self._is_right(username, password, user) or user is None:
            self._forget()
            raise SignInRefused(_NOT_TOGETHER)
        self._users.record_sign_in(username, True, utc_now())
        if not user.active:
            self._forget()
            raise SignInRefused("This account is switched off. An administrator can switch it on again.")
        self._begin(user, time.time() + timedelta(days=SESSION_DAYS).total_seconds())
        # The browser sets the cookie in a script, which the next run may cut short: it is set for some seconds.
        self._session["cookie_settles"] = time.time() + _COOKIE_SETTLES_SECONDS
        return user

    def sign_out(self, user: User) -> None:
        """End the session, and with it every other session of this user."""
        self._users.end_sessions(user.username, by=user.username)
        self._forget()
        self._session["logout"] = True

    def change_password(self, user: User, old: str, new: str) -> None:
        """Set a new password for the user who is signed in; other sessions end. Raises SignInRefused, BookletError."""
        self._begin_attempt(user.username)
        if not bcrypt.checkpw(old.encode()[:_BCRYPT_LIMIT_BYTES], user.password_hash.encode()):
            raise SignInRefused("The present password is not right, so nothing was changed.")
        self._users.record_sign_in(user.username, True, utc_now())
        set_password(self._users, user.username, new, by=user.username)
        self.sign_in(user.username, new)

    def remove_cookie(self) -> None:
        """Take the cookie out of a browser that was signed out; it has been worthless since."""
        if self._session.get("logout"):
            self._cookie_controller().delete_cookie()

    def _is_right(self, username: str, password: str, user: User | None) -> bool:
        from streamlit_authenticator.controllers import AuthenticationController  # here: it takes a second to import

        known = {"password": user.password_hash if user else _hash_of_nothing(), "name": username, "email": ""}
        controller = AuthenticationController({"usernames": {username: known}}, auto_hash=False)
        return bool(username and password and controller.login(username, password))

    def _user_of_cookie(self) -> User | None:
        """Read here and not by the library, which draws an element to do so, whose answer cuts the next click short."""
        if self._session.get("session_ended"):
            raise SignInRefused(SESSION_ENDED)
        if self._cookie not in self._cookies or self._session.get("logout"):
            return None
        try:
            content = jwt.decode(self._cookies[self._cookie], self._key, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            content = {}
        user = self._user_of_token(content.get("username", ""))
        if user and time.time() < content["exp_date"]:
            self._begin(user, content["exp_date"])
            return user
        raise SignInRefused(SESSION_ENDED)

    def _begin(self, user: User, until: float) -> None:
        self._session["username"] = _token(user)
        self._session["signed_in_until"] = until
        self._session["logout"] = None
        self._session["session_ended"] = False
        self._session["authentication_status"] = True

    def _settle_cookie(self) -> None:
        if time.time() > self._session.get("cookie_settles", 0):
            return
        controller = self._cookie_controller()
        if "cookie" not in self._session:
            controller.set_cookie()
            self._session["cookie"] = controller.cookie_model.cookie_manager.cookies[self._cookie]
        else:  # the very same once more, which costs the browser nothing
            expires = datetime.fromtimestamp(self._session["signed_in_until"])
            controller.cookie_model.cookie_manager.set(self._cookie, self._session["cookie"], expires_at=expires)

    def _begin_attempt(self, username: str) -> None:
        """Count an attempt before it is made: a click that cuts the run short must not make it free."""
        since = utc_now() - timedelta(minutes=LOCK_OUT_MINUTES)
        if not self._users.begin_sign_in(username, since=since, most=LOCK_OUT_AFTER):
            raise SignInRefused(
                f"{LOCK_OUT_AFTER} attempts with this username have failed, so it is locked for a while. "
                f"Try again in {LOCK_OUT_MINUTES} minutes."
            )

    def _user_of_token(self, token: str) -> User | None:
        user = self._users.find(token.partition("#")[0])
        return user if user and user.active and _token(user) == token else None

    def _forget(self) -> None:
        for word in ("username", "name", "email", "roles", "authentication_status"):
            self._session[word] = None
        self._session["cookie_settles"] = 0
        self._session.pop("cookie", None)

    def _cookie_controller(self) -> Any:
        from streamlit_authenticator.controllers import CookieController

        self._session.setdefault("logout", None)
        return CookieController(self._cookie, self._key, SESSION_DAYS)


def _token(user: User) -> str:
    return f"{user.username}#{user.session_epoch}"


def _hash(password: str) -> str:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt()).decode()


@cache
def _hash_of_nothing() -> str:
    """Return what an unknown name is checked against, so that it takes as long as a known name."""
    return _hash(secrets.token_hex(16))
