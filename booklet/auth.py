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
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import bcrypt

from booklet.errors import BookletError, NotAllowed, NotFound, SignInRefused
from booklet.model import Role, User
from booklet.store.clock import utc_now
from booklet.store.users import Users

SESSION_DAYS = 7
LOCK_OUT_AFTER = 5
LOCK_OUT_MINUTES = 10
SHORTEST_PASSWORD = 10
PASSWORD_RULE = f"At least {SHORTEST_PASSWORD} characters, 5 of them different, without your username in it."
USERNAME_RULE = "Lower-case letters, digits, dots, hyphens and underscores, such as ann or ann.lee."
SESSION_ENDED = "Your session has ended. Sign in to go on where you were."

_USERNAME = re.compile(r"^[a-z0-9][a-z0-9._-]{0,39}$")
_BCRYPT_LIMIT_BYTES = 72
_COOKIE_SETTLES_SECONDS = 10


def create_user(
    users: Users, username: str, password: str, *, name: str = "", email: str = "", role: Role = Role.STANDARD
) -> User:
    """Add a user who can sign in. Raises BookletError for a name or password that breaks a rule, AlreadyExists."""
    username = username.strip().lower()
    if not _USERNAME.match(username):
        raise BookletError(f'"{username}" cannot be a username. {USERNAME_RULE}')
    check_password(password, username)
    return users.add(
        username, name=name.strip() or username, email=email.strip(), role=role, password_hash=_hash(password)
    )


def set_password(users: Users, username: str, password: str) -> User:
    """Give a user a new password and end all sessions of the old one. Raises BookletError where it breaks the rule."""
    user = users.get(username)
    check_password(password, user.username)
    users.update(user.username, password_hash=_hash(password))
    return end_sessions(users, user.username)


def set_active(users: Users, username: str, active: bool) -> User:
    """Let a user sign in, or not any more; the last active administrator stays (NotAllowed)."""
    if not active:
        _keep_an_administrator(users, username)
    users.update(username, active=active)
    return end_sessions(users, username)


def set_role(users: Users, username: str, role: Role) -> User:
    """Change what a user may do, from his next click on; the last active administrator stays one (NotAllowed)."""
    if role is not Role.ADMIN:
        _keep_an_administrator(users, username)
    users.update(username, role=role)
    return users.get(username)


def end_sessions(users: Users, username: str) -> User:
    """Sign a user out everywhere: no cookie given so far signs in again."""
    users.raise_epoch(username)
    return users.get(username)


def check_password(password: str, username: str) -> None:
    """Raises BookletError, saying what is expected, for a password that is too weak or cannot be kept."""
    if password != password.strip():
        raise BookletError("The password begins or ends with a space, which is easily lost: leave it out.")
    if len(password.encode()) > _BCRYPT_LIMIT_BYTES:
        raise BookletError(f"The password is too long: up to {_BCRYPT_LIMIT_BYTES} plain letters can be checked.")
    too_simple = len(set(password)) < 5 or username.lower() in password.lower()
    if len(password) < SHORTEST_PASSWORD or too_simple:
        raise BookletError(f"The password is too easy to guess. {PASSWORD_RULE}")


def cookie_key(folder: Path) -> str:
    """The workspace's own secret for signing cookies, made at the first call and readable by its owner alone."""
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
    """The signing in of one browser session.

    `session` is Streamlit's session state: streamlit-authenticator keeps its own words there (username,
    authentication_status, logout …), and this class two more.
    """

    def __init__(self, users: Users, key: str, session: MutableMapping[str, Any]) -> None:
        self._users = users
        self._key = key
        self._session = session

    def current_user(self) -> User | None:
        """Who is signed in, as the database has him at this moment; None if nobody is.

        Raises SignInRefused, once, where there was a session and it has ended: signed out elsewhere, password
        changed, deactivated, or too old.
        """
        if not self._session.get("authentication_status"):
            return self._user_of_cookie()
        user = self._user_of_token(self._session["username"])
        if user is None or time.time() > self._session["signed_in_until"]:
            self._forget()
            raise SignInRefused(SESSION_ENDED)
        if time.time() < self._session.get("cookie_settles", 0):
            self._authenticator({}).cookie_controller.set_cookie()
        return user

    def sign_in(self, username: str, password: str) -> User:
        """Check name and password and begin a session. Raises SignInRefused with what to tell the user."""
        username = username.strip().lower()
        self._check_lock_out(username)
        user = self._find(username)
        stored = user.password_hash if user else _hash_of_nothing()
        authenticator = self._authenticator({username: {"password": stored, "name": username, "email": ""}})
        right = bool(username and password) and authenticator.authentication_controller.login(username, password)
        self._record(username, succeeded=bool(right))
        if not right or user is None:
            self._forget()
            raise SignInRefused("That username and password do not belong together. Check both and try again.")
        if not user.active:
            self._forget()
            raise SignInRefused("This account is switched off. An administrator can switch it on again.")
        self._begin(user, authenticator)
        return user

    def sign_out(self, user: User) -> None:
        """End the session, and with it every other session of this user."""
        self._users.raise_epoch(user.username)
        self._forget()
        self._session["logout"] = True

    def change_password(self, user: User, old: str, new: str) -> None:
        """A new password for who is signed in; his other sessions end. Raises SignInRefused, BookletError."""
        self._check_lock_out(user.username)
        if not bcrypt.checkpw(old.encode()[:_BCRYPT_LIMIT_BYTES], user.password_hash.encode()):
            self._record(user.username, succeeded=False)
            raise SignInRefused("The present password is not right, so nothing was changed.")
        set_password(self._users, user.username, new)
        self.sign_in(user.username, new)

    def remove_cookie(self) -> None:
        """Take the cookie out of a browser that was signed out; it has been worthless since."""
        if self._session.get("logout"):
            self._authenticator({}).cookie_controller.delete_cookie()

    def _user_of_cookie(self) -> User | None:
        tokens = {_token(user): {"name": user.name, "email": user.email} for user in self._users.all() if user.active}
        authenticator = self._authenticator(tokens)
        content = authenticator.cookie_controller.get_cookie()
        token = content["username"] if content else None
        if token in tokens:
            authenticator.authentication_controller.login(token=content)
            self._session["signed_in_until"] = content["exp_date"]
            return self._user_of_token(token)
        if authenticator.cookie_controller.cookie_model.token is not None and not self._session.get("ended"):
            self._session["ended"] = True
            raise SignInRefused(SESSION_ENDED)
        return None

    def _begin(self, user: User, authenticator: Any) -> None:
        self._session["username"] = _token(user)
        self._session["signed_in_until"] = time.time() + timedelta(days=SESSION_DAYS).total_seconds()
        # The browser sets the cookie in a script of its own: a click at once after signing in would cut it short,
        # so it is set again for a few seconds.
        self._session["cookie_settles"] = time.time() + _COOKIE_SETTLES_SECONDS
        self._session["logout"] = None
        authenticator.cookie_controller.set_cookie()

    def _check_lock_out(self, username: str) -> None:
        since = utc_now() - timedelta(minutes=LOCK_OUT_MINUTES)
        if self._users.failures_since(username, since) >= LOCK_OUT_AFTER:
            raise SignInRefused(
                f"{LOCK_OUT_AFTER} attempts with this username failed. "
                f"It is locked for up to {LOCK_OUT_MINUTES} minutes: try again then, or ask an administrator."
            )

    def _record(self, username: str, *, succeeded: bool) -> None:
        self._users.record_sign_in(username, succeeded, utc_now())

    def _user_of_token(self, token: str) -> User | None:
        user = self._find(token.partition("#")[0])
        return user if user and user.active and _token(user) == token else None

    def _find(self, username: str) -> User | None:
        try:
            return self._users.get(username)
        except NotFound:
            return None

    def _forget(self) -> None:
        for word in ("username", "name", "email", "roles", "authentication_status"):
            self._session[word] = None
        self._session["cookie_settles"] = 0

    def _authenticator(self, credentials: Mapping[str, Mapping[str, str]]) -> Any:
        import streamlit_authenticator  # here, because it takes a second and the command line does without

        return streamlit_authenticator.Authenticate(
            {"usernames": dict(credentials)},
            # A cookie is for a host, whatever the port: two workspaces on one machine need two names.
            cookie_name=f"booklet-{hashlib.sha256(self._key.encode()).hexdigest()[:8]}",
            cookie_key=self._key,
            cookie_expiry_days=SESSION_DAYS,
            auto_hash=False,
            login_sleep_time=0,
        )


def _token(user: User) -> str:
    return f"{user.username}#{user.session_epoch}"


def _hash(password: str) -> str:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt()).decode()


@cache
def _hash_of_nothing() -> str:
    """What an unknown name is checked against, so that it takes as long as a known one."""
    return _hash(secrets.token_hex(16))


def _keep_an_administrator(users: Users, username: str) -> None:
    others = [
        u for u in users.all() if u.role is Role.ADMIN and u.active and u.username != users.get(username).username
    ]
    if not others:
        raise NotAllowed(f"{username} is the last active administrator: make somebody else one first.")
