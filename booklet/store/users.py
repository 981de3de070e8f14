"""Users, and their attempts to sign in. How passwords are hashed and when names are locked is decided in auth.py."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from booklet.errors import AlreadyExists, NotAllowed
from booklet.model import Role, User
from booklet.store.change_log import record
from booklet.store.clock import as_utc, utc_now
from booklet.store.database import Database
from booklet.store.engine import Connection
from booklet.store.names import clean_name, not_found

if TYPE_CHECKING:
    import pandas

_COLUMNS = "id, username, name, email, role, password_hash, active, session_epoch, created_at"


class Users:
    """Users by username, without regard to case. A workspace with users always keeps an active administrator."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(  # noqa: PLR0913 - what is known of a user, all by name
        self,
        username: str,
        *,
        name: str = "",
        email: str = "",
        role: Role = Role.STANDARD,
        password_hash: str,
        first: bool = False,
        by: str = "",
    ) -> User:
        """Add a user; with `first` only where there is none. Raises AlreadyExists for a username that is taken."""
        username = clean_name(username, of="A user").lower()
        with self._database.write() as connection:
            if first and connection.one("select 1 from users limit 1"):
                raise AlreadyExists("Somebody has just made the first administrator: load this page again and sign in.")
            if connection.one("select 1 from users where username = $1", username):
                raise AlreadyExists(f'There is a user "{username}" already: choose another username.')
            connection.execute(
                f"insert into users ({_COLUMNS}) values ($1, $2, $3, $4, $5, $6, true, 0, $7)",
                *(str(uuid.uuid4()), username, name or username, email, Role(role).value, password_hash, utc_now()),
            )
            record(connection, "user", username, f"added as {Role(role).value}", by=by)
            return self.get(username)

    def get(self, username: str) -> User:
        """Return a user. Raises NotFound."""
        user = self.find(username)
        if not user:
            raise not_found("user", username, (each.username for each in self.all()))
        return user

    def find(self, username: str) -> User | None:
        """Return the user, active or not; None where there is none."""
        with self._database.read() as connection:
            rows = connection.records(f"select {_COLUMNS} from users where username = $1", _key(username))
        return _from_row(**rows[0]) if rows else None

    def all(self) -> list[User]:
        """Return all users by username, including the inactive."""
        with self._database.read() as connection:
            return [_from_row(**row) for row in connection.records(f"select {_COLUMNS} from users order by username")]

    def update(  # noqa: PLR0913 - what may be changed, all by name
        self,
        username: str,
        *,
        name: str | None = None,
        email: str | None = None,
        role: Role | None = None,
        password_hash: str | None = None,
        active: bool | None = None,
        by: str = "",
    ) -> User:
        """Change what is given. Raises NotAllowed where no active administrator would be left."""
        with self._database.write() as connection:
            user = self.get(username)
            connection.execute(
                """update users set name = coalesce($2, name), email = coalesce($3, email), role = coalesce($4, role),
                                    password_hash = coalesce($5, password_hash), active = coalesce($6, active)
                   where id = $1""",
                *(user.id, name, email, Role(role).value if role else None, password_hash, active),
            )
            if _is_active_administrator(user) and not _has_active_administrator(connection):
                raise NotAllowed(f'"{user.username}" is the only active administrator: make somebody else one first.')
            after = self.get(username)
            for what in _differences(user, after):
                record(connection, "user", user.username, what, by=by)
            return after

    def end_sessions(self, username: str, *, by: str = "") -> User:
        """End all sessions of a user."""
        with self._database.write() as connection:
            user = self.get(username)
            connection.execute("update users set session_epoch = session_epoch + 1 where id = $1", user.id)
            record(connection, "user", user.username, "sessions ended", by=by)
            return self.get(username)

    def begin_sign_in(self, username: str, *, since: datetime, most: int) -> bool:
        """Keep an attempt as failed, which it is until it succeeds; False, and nothing is kept, where `most` failed.

        Counted and kept in a single unit of work: of many attempts at once no more than `most` go on.
        """
        with self._database.write():
            if self.failures_since(username, since) >= most:
                return False
            self.record_sign_in(username, False)
            return True

    def record_sign_in(self, username: str, succeeded: bool, when: datetime | None = None) -> None:
        """Keep an attempt, also under a name that nobody has; `when` (UTC) is now if not given."""
        with self._database.write() as connection:
            connection.execute(
                "insert into sign_ins (id, username, succeeded, happened_at) values ($1, $2, $3, $4)",
                *(str(uuid.uuid4()), _key(username), succeeded, as_utc(when) if when else utc_now()),
            )

    def failures_since(self, username: str, when: datetime) -> int:
        """Return how many attempts under a name failed at or after `when` (UTC) and since its last success."""
        with self._database.read() as connection:
            counted = connection.one(
                """select count(*) from sign_ins
                   where username = $1 and not succeeded and happened_at >= $2 and happened_at > coalesce(
                       (select max(happened_at) from sign_ins where username = $1 and succeeded), timestamp '1900-01-01'
                   )""",
                *(_key(username), as_utc(when)),
            )
        return int(counted[0]) if counted else 0

    def frame(self) -> pandas.DataFrame:
        """Return a row per user: username (the index), name, email, role, active, created_at, last_sign_in."""
        with self._database.read() as connection:
            return connection.frame(
                """select username, name, email, role, active, created_at,
                          (select max(happened_at) from sign_ins
                           where sign_ins.username = users.username and succeeded) as last_sign_in
                   from users order by username"""
            ).set_index("username")


def _differences(before: User, after: User) -> list[str]:
    """Return what an update changed, in words; never a password."""
    told = [
        f"{field}: {getattr(before, field)} -> {getattr(after, field)}"
        for field in ("name", "email", "role")
        if getattr(before, field) != getattr(after, field)
    ]
    told += ["new password"] if before.password_hash != after.password_hash else []
    told += [f"switched {'on' if after.active else 'off'}"] if before.active != after.active else []
    return told


def _key(username: str) -> str:
    return " ".join(username.split()).lower()


def _is_active_administrator(user: User) -> bool:
    return user.active and user.role is Role.ADMIN


def _has_active_administrator(connection: Connection) -> bool:
    return connection.one("select 1 from users where active and role = 'admin'") is not None


def _from_row(*, role: str, **columns: Any) -> User:
    return User(role=Role(role), **columns)
