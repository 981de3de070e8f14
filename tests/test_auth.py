"""Users and signing in, without a browser: a real workspace, and a dictionary for the session."""

from __future__ import annotations

import stat
import time
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from booklet import Workspace
from booklet.auth import (
    LOCK_OUT_AFTER,
    SignIn,
    check_password,
    cookie_key,
    create_user,
    set_active,
    set_password,
)
from booklet.errors import AlreadyExists, BookletError, NotAllowed, SignInRefused
from booklet.model import Role
from booklet.store.clock import utc_now

PASSWORD = "quiet-harbour-7"


@pytest.fixture
def ws(empty: Workspace) -> Workspace:
    """A workspace with an administrator and a standard user."""
    create_user(empty.users, "ann", PASSWORD, name="Ann Lee", role=Role.ADMIN)
    create_user(empty.users, "ben", PASSWORD)
    return empty


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str | int, Any]:
    """A session that streamlit-authenticator takes for Streamlit's."""
    import streamlit

    state: dict[str | int, Any] = {}
    monkeypatch.setattr(streamlit, "session_state", state)
    return state


def _sign_in(ws: Workspace, session: dict[str | int, Any], cookies: dict[str, str] | None = None) -> SignIn:
    return SignIn(ws.users, cookie_key(ws.folder), session, cookies or {})


@pytest.mark.parametrize(
    "password", ["short-1", "aaaaaaaaaaaaaa", "my-name-is-ann-lee", " quiet-harbour-7", "x1y2z3" * 13]
)
def test_passwords_that_are_refused(password: str) -> None:
    """Too short, too simple, with the username in it, with a space at an end, longer than bcrypt can check."""
    with pytest.raises(BookletError):
        check_password(password, "ann")


@pytest.mark.parametrize(
    ("taken", "refused"),
    [("abcdefghij", "abcdefghi"), ("abcdeaaaaa", "abcdaaaaaa"), ("aé0123" * 10 + "zz", "aé0123" * 10 + "zzz")],
    ids=["10 characters", "5 different", "72 bytes"],
)
def test_the_edges_of_the_password_rule(taken: str, refused: str) -> None:
    """What just meets the rule is taken, what just misses it is not; the limit of bcrypt counts bytes, not letters."""
    check_password(taken, "ann")
    with pytest.raises(BookletError):
        check_password(refused, "ann")


def test_usernames_are_lower_case_and_taken_once(ws: Workspace) -> None:
    """A username is kept in lower case, cannot hold what a session's name is made with, and is unique."""
    assert create_user(ws.users, " Cleo.Fox ", PASSWORD).username == "cleo.fox"
    with pytest.raises(BookletError, match="cannot be a username"):
        create_user(ws.users, "ann#0", PASSWORD)
    with pytest.raises(AlreadyExists):
        create_user(ws.users, "ANN", PASSWORD)


def test_passwords_are_never_kept(ws: Workspace) -> None:
    """The database holds a bcrypt hash."""
    assert ws.users.get("ann").password_hash.startswith("$2b$")


def test_the_key_is_made_once_for_its_owner_alone(ws: Workspace) -> None:
    """At least 32 random bytes, in a file with mode 0600, the same at every call."""
    key = cookie_key(ws.folder)
    assert cookie_key(ws.folder) == key
    assert len(bytes.fromhex(key)) >= 32
    assert stat.S_IMODE((ws.folder / "cookie.key").stat().st_mode) == 0o600


def test_signing_in_and_being_seen(ws: Workspace, session: dict[str | int, Any]) -> None:
    """The right password begins a session, under any spelling of the username's case."""
    assert _sign_in(ws, session).sign_in(" Ann ", PASSWORD).name == "Ann Lee"
    session["cookie_settles"] = 0
    user = _sign_in(ws, session).current_user()
    assert user is not None
    assert user.role is Role.ADMIN


@pytest.mark.parametrize(("username", "password"), [("ann", "wrong"), ("nobody", PASSWORD), ("ann", ""), ("", "")])
def test_a_wrong_name_or_password_gives_one_and_the_same_answer(
    ws: Workspace, session: dict[str | int, Any], username: str, password: str
) -> None:
    """Nothing tells which names exist."""
    with pytest.raises(SignInRefused, match="do not belong together"):
        _sign_in(ws, session).sign_in(username, password)
    assert _sign_in(ws, session).current_user() is None


@pytest.mark.parametrize("username", ["ann", "nobody"])
def test_too_many_failures_lock_a_name_whether_it_exists_or_not(
    ws: Workspace, session: dict[str | int, Any], username: str
) -> None:
    """After that, the right password does not sign in either; another name does."""
    for _ in range(LOCK_OUT_AFTER):
        with pytest.raises(SignInRefused, match="do not belong"):
            _sign_in(ws, session).sign_in(username, "wrong")
    with pytest.raises(SignInRefused, match="locked"):
        _sign_in(ws, session).sign_in(username, PASSWORD)
    assert _sign_in(ws, session).sign_in("ben", PASSWORD).username == "ben"


def test_an_attempt_counts_even_if_the_run_is_cut_short(
    ws: Workspace, session: dict[str | int, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click while the password is checked raises a BaseException in Streamlit: the failure is recorded before."""

    class Stopped(BaseException):
        pass

    def stop(*_: object) -> bool:
        raise Stopped

    monkeypatch.setattr(SignIn, "_is_right", stop)
    for _ in range(LOCK_OUT_AFTER):
        with pytest.raises(Stopped):
            _sign_in(ws, session).sign_in("ann", "a guess")
    with pytest.raises(SignInRefused, match="locked"):
        _sign_in(ws, session).sign_in("ann", PASSWORD)


def test_a_success_forgets_earlier_failures(ws: Workspace, session: dict[str | int, Any]) -> None:
    """Mistyping now and then never adds up to a lock."""
    for _ in range(3):
        for _ in range(LOCK_OUT_AFTER - 1):
            with pytest.raises(SignInRefused):
                _sign_in(ws, session).sign_in("ann", "wrong")
        _sign_in(ws, session).sign_in("ann", PASSWORD)


@pytest.mark.parametrize(
    "end",
    [
        lambda ws, user: ws.users.end_sessions(user),
        lambda ws, user: set_password(ws.users, user, "another-quiet-8"),
        lambda ws, user: set_active(ws.users, user, False),
    ],
    ids=["sessions ended", "password changed", "switched off"],
)
def test_a_session_ends_at_the_next_run(ws: Workspace, session: dict[str | int, Any], end: Any) -> None:
    """Whatever ended it, it is said, and said again where a run was cut short before it could be read."""
    _sign_in(ws, session).sign_in("ben", PASSWORD)
    end(ws, "ben")
    for _ in range(2):
        with pytest.raises(SignInRefused, match="session has ended"):
            _sign_in(ws, session).current_user()


def test_signing_out_ends_the_other_sessions_too(ws: Workspace, session: dict[str | int, Any]) -> None:
    """One epoch for all sessions of a user."""
    user = _sign_in(ws, session).sign_in("ben", PASSWORD)
    other = dict(session)
    _sign_in(ws, session).sign_out(user)
    assert _sign_in(ws, session).current_user() is None
    with pytest.raises(SignInRefused, match="ended"):
        _sign_in(ws, other).current_user()


def test_a_switched_off_user_is_told_so_only_with_the_right_password(
    ws: Workspace, session: dict[str | int, Any]
) -> None:
    """A wrong password gives the same answer as for anybody."""
    set_active(ws.users, "ben", False)
    with pytest.raises(SignInRefused, match="do not belong"):
        _sign_in(ws, session).sign_in("ben", "wrong")
    with pytest.raises(SignInRefused, match="switched off"):
        _sign_in(ws, session).sign_in("ben", PASSWORD)


def test_changing_ones_password_needs_the_present_one(ws: Workspace, session: dict[str | int, Any]) -> None:
    """The session goes on under the new password; the old one signs in no more."""
    signing = _sign_in(ws, session)
    user = signing.sign_in("ben", PASSWORD)
    with pytest.raises(SignInRefused, match="nothing was changed"):
        signing.change_password(user, "wrong", "another-quiet-8")
    signing.change_password(user, PASSWORD, "another-quiet-8")
    session["cookie_settles"] = 0
    assert _sign_in(ws, session).current_user() is not None
    with pytest.raises(SignInRefused):
        _sign_in(ws, session).sign_in("ben", PASSWORD)


def test_of_many_who_make_the_first_administrator_one_does(empty: Workspace) -> None:
    """Whoever else pressed at the same moment is told so."""
    start, made, told = Barrier(4), [], []

    def make(number: int) -> None:
        start.wait()
        try:
            made.append(create_user(empty.users, f"user{number}", PASSWORD, role=Role.ADMIN, first=True))
        except AlreadyExists as error:
            told.append(str(error))

    threads = [Thread(target=make, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [user.username for user in empty.users.all()] == [made[0].username]
    assert len(told) == 3
    assert "has just made the first administrator" in told[0]


def test_of_many_guesses_at_once_few_are_looked_at(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted and judged in one unit of work: parallel tabs give no further guesses."""
    looked_at: list[str] = []

    def look(_signing: SignIn, _username: str, password: str, _user: object) -> bool:
        looked_at.append(password)
        return False

    monkeypatch.setattr(SignIn, "_is_right", look)
    start = Barrier(12)

    def guess(number: int) -> None:
        start.wait()
        with suppress(SignInRefused):
            _sign_in(ws, {}).sign_in("ben", f"guess number {number}")

    threads = [Thread(target=guess, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked_at) == LOCK_OUT_AFTER


@pytest.mark.parametrize("name", ["x" * 10_000_000, "ben smith", "", "<script>", "ben\x00"])
def test_a_name_that_cannot_be_a_user_is_not_kept(ws: Workspace, session: dict[str | int, Any], name: str) -> None:
    """The answer is that for any wrong pair."""
    with pytest.raises(SignInRefused, match="do not belong together"):
        _sign_in(ws, session).sign_in(name, PASSWORD)
    with ws.database.read() as connection:
        assert connection.one("select count(*) from sign_ins") == (0,)


def test_guesses_at_the_present_password_are_counted(ws: Workspace, session: dict[str | int, Any]) -> None:
    """Whoever finds a tab open cannot try as often as they like."""
    user = _sign_in(ws, session).sign_in("ben", PASSWORD)
    for _ in range(LOCK_OUT_AFTER):
        with pytest.raises(SignInRefused, match="nothing was changed"):
            _sign_in(ws, session).change_password(user, "wrong", "another-quiet-8")
    with pytest.raises(SignInRefused, match="locked for a while"):
        _sign_in(ws, session).change_password(user, PASSWORD, "another-quiet-8")


def test_the_last_administrator_stays(ws: Workspace) -> None:
    """A workspace never locks everybody out of its users."""
    with pytest.raises(NotAllowed):
        set_active(ws.users, "ann", False)


def test_a_forged_cookie_signs_nobody_in(ws: Workspace, session: dict[str | int, Any]) -> None:
    """Signed with another key, it is worth nothing."""
    import jwt

    name = _sign_in(ws, session)._cookie
    token = jwt.encode({"username": "ann#0", "exp_date": 9e9}, "x" * 64, algorithm="HS256")
    with pytest.raises(SignInRefused):
        _sign_in(ws, session, {name: token}).current_user()
    assert not session.get("authentication_status")


def test_the_fifth_failure_locks_and_ten_minutes_unlock(ws: Workspace, session: dict[str | int, Any]) -> None:
    """Four failures do not lock, nor does one that is older than the time; a fifth within it does."""
    now = utc_now()
    for minutes in (11, 9, 2, 1, 0):
        ws.users.record_sign_in("ben", False, now - timedelta(minutes=minutes))
    assert _sign_in(ws, session).sign_in("ben", PASSWORD).username == "ben"
    for minutes in (9, 2, 1, 1, 0):
        ws.users.record_sign_in("ann", False, now - timedelta(minutes=minutes))
    with pytest.raises(SignInRefused, match=r"5 attempts .* Try again in 10 minutes"):
        _sign_in(ws, session).sign_in("ann", PASSWORD)


def test_a_session_is_too_old_after_seven_days(ws: Workspace, session: dict[str | int, Any]) -> None:
    """To the minute: until then it goes on, however long ago the sign-in was."""
    _sign_in(ws, session).sign_in("ben", PASSWORD)
    session["cookie_settles"] = 0
    days = (session["signed_in_until"] - time.time()) / 86_400
    assert days == pytest.approx(7, abs=0.01)
    session["signed_in_until"] = time.time() + 60
    assert _sign_in(ws, session).current_user() is not None
    session["signed_in_until"] = time.time() - 1
    with pytest.raises(SignInRefused, match="ended"):
        _sign_in(ws, session).current_user()


def test_a_session_that_ended_is_not_spoken_of_after_the_next_sign_in(
    ws: Workspace, session: dict[str | int, Any]
) -> None:
    """Somebody else signs in on the same page, and out again: nothing has ended."""
    _sign_in(ws, session).sign_in("ben", PASSWORD)
    set_active(ws.users, "ben", False, by="ann")
    with pytest.raises(SignInRefused):
        _sign_in(ws, session).current_user()
    user = _sign_in(ws, session).sign_in("ann", PASSWORD)
    assert _sign_in(ws, session).current_user() == user
    _sign_in(ws, session).sign_out(user)
    assert _sign_in(ws, session).current_user() is None


def test_a_cookie_signs_in_until_its_date(ws: Workspace, session: dict[str | int, Any]) -> None:
    """Signed with the workspace's key it signs in, for as long as it says and no longer."""
    import jwt

    name = _sign_in(ws, session)._cookie
    for seconds, signed_in in ((60, True), (-1, False)):
        until = time.time() + seconds
        content = {"username": f"ann#{ws.users.get('ann').session_epoch}", "exp_date": until}
        token = jwt.encode(content, cookie_key(ws.folder), algorithm="HS256")
        fresh: dict[str | int, Any] = {}
        if signed_in:
            user = _sign_in(ws, fresh, {name: token}).current_user()
            assert (user and user.username, fresh["signed_in_until"]) == ("ann", until)
        else:
            with pytest.raises(SignInRefused, match="ended"):
                _sign_in(ws, fresh, {name: token}).current_user()
