"""Rights: who may do what with a workspace, in a single table, and a workspace that keeps to it.

`Workspace.acting_as(user)` gives the workspace as that user may use it: each call is looked up here, the user is read
from the database again whenever anything in it has changed, and every change names the user as its author, whatever
the caller says. What the table does not name is not allowed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import partial, update_wrapper
from typing import Any

from booklet.errors import NotAllowed
from booklet.model import Role, User
from booklet.store.database import Database, Revision
from booklet.store.users import Users


class Right(StrEnum):
    """The circle that may do something: every active user, users for themselves, administrators, or nobody signed in.

    What users may do for themselves has their username as its first argument; administrators may do it for all. What is
    the machine's is done by whoever runs a notebook or a command there, and by Booklet itself.
    """

    EVERYBODY = "everybody"
    THEMSELVES = "themselves"
    ADMINISTRATORS = "administrators"
    MACHINE = "machine"


def _of(right: Right, noun: str, *verbs: str) -> dict[str, Right]:
    return {f"{noun}.{verb}": right for verb in verbs}


RIGHTS: Mapping[str, Right] = {
    **_of(Right.EVERYBODY, "workspace", "folder", "may", "current_quarter", "check_book", "plan", "plans", "preflight"),
    **_of(Right.EVERYBODY, "workspace", "preview", "states", "generate", "generate_batch", "verify", "output"),
    **_of(Right.EVERYBODY, "workspace", "file_name", "hand_in", "hand_in_many", "input_keys", "readiness", "reasons"),
    **_of(Right.ADMINISTRATORS, "workspace", "keep_as_sent"),
    **_of(Right.MACHINE, "workspace", "acting_as", "stores"),
    **_of(Right.EVERYBODY, "database", "read", "write", "revision", "size_bytes"),
    **_of(Right.MACHINE, "database", "engine", "open_unit", "signs_of_life"),
    **_of(Right.EVERYBODY, "customers", "all", "count", "find", "frame", "get", "resolve"),
    **_of(Right.ADMINISTRATORS, "customers", "add", "archive", "rename", "restore"),
    **_of(Right.EVERYBODY, "attributes", "definition", "definitions", "export", "frame", "history", "newest_change"),
    **_of(Right.EVERYBODY, "attributes", "digests", "page"),
    **_of(Right.EVERYBODY, "attributes", "newest_changes", "newest_quarter", "origins", "plan_import", "texts"),
    **_of(Right.EVERYBODY, "attributes", "values"),
    **_of(Right.ADMINISTRATORS, "attributes", "apply_import", "clear", "define", "reorder", "set", "set_many"),
    **_of(Right.ADMINISTRATORS, "attributes", "undefine"),
    **_of(Right.EVERYBODY, "uploads", "all", "drawn", "frame", "get", "give", "picture", "placeholders", "prepared"),
    **_of(Right.EVERYBODY, "uploads", "read", "used_in"),
    **_of(Right.ADMINISTRATORS, "uploads", "add", "archive", "replace", "restore"),
    **_of(Right.EVERYBODY, "books", "all", "frame", "get", "newest_versions", "using", "versions"),
    **_of(Right.ADMINISTRATORS, "books", "archive", "rename", "replace_upload", "restore", "save"),
    **_of(Right.EVERYBODY, "generations", "by_id", "events", "find", "frame", "get", "made_from"),
    **_of(Right.EVERYBODY, "generations", "made_from_any", "newest_made", "newest_marks", "snapshot_of"),
    **_of(
        Right.EVERYBODY, "generations", "acknowledged", "count", "quarters", "shared_inputs", "snapshots_of", "starters"
    ),
    **_of(Right.ADMINISTRATORS, "generations", "acknowledge"),
    **_of(Right.MACHINE, "generations", "add_ended", "finish", "log", "start"),
    **_of(
        Right.EVERYBODY,
        "jobs",
        "batch",
        "cancel",
        "find",
        "frame",
        "get",
        "items",
        "make",
        "resume",
        "start",
        "watch",
        "why_waiting",
    ),
    **_of(Right.MACHINE, "jobs", "go_on"),
    **_of(Right.EVERYBODY, "settings", "get"),
    **_of(Right.ADMINISTRATORS, "settings", "set"),
    **_of(Right.THEMSELVES, "drafts", "drop", "get", "keep"),
    **_of(Right.THEMSELVES, "users", "find", "get"),
    **_of(Right.ADMINISTRATORS, "users", "add", "all", "frame", "end_sessions", "update"),
    **_of(Right.ADMINISTRATORS, "change_log", "frame"),
    **_of(Right.MACHINE, "users", "begin_sign_in", "failures_since", "record_sign_in"),
}
"""Whatever a workspace and its stores can be asked for, as "noun.verb". A test finds what is missing."""

STORES = (
    "customers",
    "attributes",
    "uploads",
    "books",
    "generations",
    "jobs",
    "settings",
    "drafts",
    "users",
    "change_log",
)
"""The stores of a workspace, by their names there."""


def right_to(verb: str) -> Right:
    """Return who may do something ("books.save"); nobody, for what the table does not name."""
    return RIGHTS.get(verb, Right.MACHINE)


def may(user: User, verb: str) -> bool:
    """Tell whether the user, as given, may do something ("books.save"), at least for themselves.

    Raises KeyError for a verb that there is not, which is a slip of the pen.
    """
    right = RIGHTS[verb]
    return user.active and right is not Right.MACHINE and (right is not Right.ADMINISTRATORS or _is_admin(user))


class Actor:
    """Somebody for whom a workspace is used: by username, with role and activity as the database has them now."""

    def __init__(self, username: str, users: Users, database: Database) -> None:
        self.username = username
        self._users = users
        self._database = database
        self._seen: tuple[Revision, User | None] | None = None

    def user(self) -> User:
        """Return the user as of now. Raises NotAllowed for a user who is switched off, or unknown."""
        revision = self._database.revision()
        if self._seen is None or self._seen[0] != revision:
            self._seen = (revision, self._users.find(self.username))
        user = self._seen[1]
        if user is None or not user.active:
            raise NotAllowed(f'The user "{self.username}" may not use Booklet any more. {self._whom_to_ask()}')
        return user

    def check(self, verb: str, whose: object = None) -> None:
        """Raise NotAllowed unless the user may do it; `whose` is the username that it is done for."""
        user, right = self.user(), right_to(verb)
        if right is Right.EVERYBODY or (right is not Right.MACHINE and _is_admin(user)):
            return
        if right is Right.THEMSELVES and str(whose).strip().lower() == user.username:
            return
        if right is Right.MACHINE:
            raise NotAllowed(
                f'"{user.username}" may not do this ({verb}), and nobody who signs in may: it is done on the machine '
                "itself. Ask whoever looks after it."
            )
        for_whom = "for other users" if right is Right.THEMSELVES else "as a standard user"
        raise NotAllowed(f'"{user.username}" may not do this ({verb}) {for_whom}. {self._whom_to_ask()}')

    def _whom_to_ask(self) -> str:
        names = [user.name for user in self._users.all() if user.active and _is_admin(user)]
        return f"Ask an administrator: {', '.join(names)}." if names else "Ask an administrator."


class Guarded:
    """An object of which an actor is given only what the table allows; `by` is always the actor."""

    def __init__(self, target: object, noun: str, actor: Actor) -> None:
        self._target = target
        self._noun = noun
        self._actor = actor

    def __getattr__(self, name: str) -> Any:
        """Return a method that is checked when it is called; anything else is checked here."""
        if name.startswith("_") or not hasattr(self._target, name):
            raise AttributeError(f"A {self._noun} has no {name}.", name=name, obj=self)
        verb = f"{self._noun}.{name}"
        if not callable(getattr(type(self._target), name, None)):
            self._actor.check(verb)
            return getattr(self._target, name)
        method = getattr(self._target, name)
        return update_wrapper(partial(_checked, self._actor, verb, method), method)

    def __repr__(self) -> str:
        return f"<{self._target!r} as {self._actor.username}>"


class GuardedDatabase(Guarded):
    """Units of work without the connection: they hold calls together, and each call is checked by itself."""

    @contextmanager
    def read(self) -> Iterator[None]:
        """Hold reads together, so that nothing changes between them."""
        self._actor.check("database.read")
        with self._target.read():  # type: ignore[attr-defined]
            yield

    @contextmanager
    def write(self) -> Iterator[None]:
        """Hold changes together: all of them happen, or none."""
        self._actor.check("database.write")
        with self._target.write():  # type: ignore[attr-defined]
            yield


class ActingWorkspace(Guarded):
    """A workspace as a user may use it; its stores are guarded as it is itself."""

    def __init__(self, target: object, actor: Actor) -> None:
        super().__init__(target, "workspace", actor)

    def __getattr__(self, name: str) -> Any:
        """Return a guarded store, or what `Guarded` returns."""
        if name in STORES:
            return Guarded(getattr(self._target, name), name, self._actor)
        if name == "database":
            return GuardedDatabase(getattr(self._target, name), name, self._actor)
        return super().__getattr__(name)

    def may(self, verb: str) -> bool:
        """Tell whether the user may do something now ("books.save"), at least for themselves."""
        return may(self._actor.user(), verb)


def _checked(actor: Actor, verb: str, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call the method, with the actor as its author, if the actor may."""
    parameters = inspect.signature(method).parameters
    whose = kwargs.get("username", args[0] if args else None)
    actor.check(verb, whose)
    if "by" in parameters:
        kwargs["by"] = actor.username
    return method(*args, **kwargs)


def _is_admin(user: User) -> bool:
    return user.role is Role.ADMIN
