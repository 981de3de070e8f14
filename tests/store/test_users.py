"""Users and their attempts to sign in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from booklet.errors import AlreadyExists, NotAllowed, NotFound, ValueRefused
from booklet.model import Role
from booklet.store import Users

_NOON = datetime(2026, 11, 23, 12)


def test_a_user_is_read_back_as_added(users: Users) -> None:
    """Usernames are in lower case, whatever was typed."""
    added = users.add("Ann", name="Ann Lee", email="ann@example.com", role=Role.ADMIN, password_hash="hash")
    assert users.get("ANN") == added
    assert (added.username, added.role, added.active, added.session_epoch) == ("ann", Role.ADMIN, True, 0)


def test_a_taken_or_empty_username_is_refused(users: Users) -> None:
    """As with customers' names."""
    users.add("ann", password_hash="h")
    with pytest.raises(AlreadyExists, match='user "ann" already'):
        users.add("ANN", password_hash="h")
    with pytest.raises(ValueRefused):
        users.add(" ", password_hash="h")


def test_an_unknown_user_is_none_or_an_error(users: Users) -> None:
    """`find` answers None, because signing in must not tell the two apart; `get` raises."""
    assert users.find("nobody") is None
    with pytest.raises(NotFound, match="nobody"):
        users.get("nobody")


def test_an_update_changes_only_what_is_given(users: Users) -> None:
    """The username and the rest stay."""
    users.add("root", role=Role.ADMIN, password_hash="h")
    users.add("ann", name="Ann", email="a@example.com", password_hash="h")
    changed = users.update("Ann", email="b@example.com", active=False, password_hash="new")
    assert (changed.name, changed.email, changed.active, changed.password_hash) == (
        "Ann",
        "b@example.com",
        False,
        "new",
    )
    assert users.update("ann", role=Role.ADMIN, active=True).role is Role.ADMIN


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.STANDARD}])
def test_the_last_administrator_stays(users: Users, change: dict[str, object]) -> None:
    """Or nobody could let anybody in again; with a second one, the first may go."""
    users.add("ann", role=Role.ADMIN, password_hash="h")
    with pytest.raises(NotAllowed, match="only active administrator"):
        users.update("ann", **change)  # type: ignore[arg-type]
    assert users.get("ann").active
    users.add("bob", role=Role.ADMIN, password_hash="h")
    users.update("ann", **change)  # type: ignore[arg-type]


def test_raising_the_epoch_ends_sessions(users: Users) -> None:
    """Of one user, each time by one."""
    users.add("ann", password_hash="h")
    users.add("bob", password_hash="h")
    users.end_sessions("ann")
    assert users.end_sessions("ann").session_epoch == 2
    assert users.get("bob").session_epoch == 0


def test_failures_are_counted_since_the_last_success(users: Users) -> None:
    """And since the moment asked for; for names that nobody has, too."""
    for minutes, succeeded in ((0, False), (1, True), (2, False), (3, False)):
        users.record_sign_in("Ghost", succeeded, _NOON + timedelta(minutes=minutes))
    assert users.failures_since("ghost", _NOON) == 2
    assert users.failures_since("ghost", (_NOON + timedelta(minutes=3)).replace(tzinfo=UTC)) == 1
    assert users.failures_since("other", _NOON) == 0


def test_the_frame_shows_the_last_sign_in(users: Users) -> None:
    """That succeeded; and no password hash."""
    users.add("ann", password_hash="h")
    users.record_sign_in("ann", True, _NOON)
    users.record_sign_in("ann", False, _NOON + timedelta(1))
    frame = users.frame()
    assert frame.loc["ann", "last_sign_in"] == _NOON
    assert "password_hash" not in frame.columns
