"""Rights: one table says who may do what; a workspace that acts as a user keeps to it, call by call."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from booklet import Page, Quarter, Workspace
from booklet.errors import BookletError, NotAllowed
from booklet.model import BookSettings, Role
from booklet.rights import RIGHTS, STORES, Right, may

QUARTER = Quarter(2026, 3)
STANDARD_MAY = [
    "attributes.definition",
    "attributes.definitions",
    "attributes.export",
    "attributes.frame",
    "attributes.history",
    "attributes.newest_change",
    "attributes.newest_changes",
    "attributes.newest_quarter",
    "attributes.origins",
    "attributes.plan_import",
    "attributes.texts",
    "attributes.values",
    "books.all",
    "books.frame",
    "books.get",
    "books.newest_versions",
    "books.using",
    "books.versions",
    "customers.all",
    "customers.count",
    "customers.find",
    "customers.frame",
    "customers.get",
    "customers.resolve",
    "database.read",
    "database.revision",
    "database.size_bytes",
    "database.write",
    "attributes.digests",
    "attributes.page",
    "generations.acknowledged",
    "generations.by_id",
    "generations.count",
    "generations.events",
    "generations.find",
    "generations.frame",
    "generations.get",
    "generations.made_from",
    "generations.made_from_any",
    "generations.newest_made",
    "generations.newest_marks",
    "generations.quarters",
    "generations.shared_inputs",
    "generations.starters",
    "generations.snapshot_of",
    "generations.snapshots_of",
    "jobs.batch",
    "jobs.cancel",
    "jobs.find",
    "jobs.frame",
    "jobs.get",
    "jobs.items",
    "jobs.make",
    "jobs.resume",
    "jobs.start",
    "jobs.watch",
    "jobs.why_waiting",
    "settings.get",
    "uploads.all",
    "uploads.drawn",
    "uploads.frame",
    "uploads.get",
    "uploads.give",
    "uploads.picture",
    "uploads.placeholders",
    "uploads.prepared",
    "uploads.read",
    "uploads.used_in",
    "workspace.check_book",
    "workspace.current_quarter",
    "workspace.file_name",
    "workspace.folder",
    "workspace.generate",
    "workspace.generate_batch",
    "workspace.hand_in",
    "workspace.hand_in_many",
    "workspace.input_keys",
    "workspace.may",
    "workspace.output",
    "workspace.plan",
    "workspace.plans",
    "workspace.preflight",
    "workspace.preview",
    "workspace.readiness",
    "workspace.reasons",
    "workspace.states",
    "workspace.verify",
]
"""Whatever a standard user may do for everybody: read all, hand in workbooks, generate, download, verify."""
THEIR_OWN = ["drafts.drop", "drafts.get", "drafts.keep", "users.find", "users.get"]
NOBODY_MAY = [
    "database.engine",
    "database.open_unit",
    "database.signs_of_life",
    "generations.add_ended",
    "generations.finish",
    "generations.log",
    "generations.start",
    "jobs.go_on",
    "users.begin_sign_in",
    "users.failures_since",
    "users.record_sign_in",
    "workspace.acting_as",
    "workspace.stores",
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with an administrator, a standard user, and one who was switched off."""
    made = Workspace(tmp_path_factory.mktemp("house"))
    for name, role in (("ann", Role.ADMIN), ("ben", Role.STANDARD), ("cleo", Role.ADMIN)):
        made.users.add(name, name=name.title(), role=role, password_hash="x")
    made.users.update("cleo", active=False)
    made.customers.add("Acme Corp")
    return made


@pytest.fixture
def ws(house: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A copy of it, to change; a method that writes a file of a given name writes it beside the copy."""
    monkeypatch.chdir(tmp_path)
    return Workspace(shutil.copytree(house.folder, tmp_path / "house"))


def _public(noun: str, ws: Workspace) -> list[str]:
    target = ws if noun == "workspace" else getattr(ws, noun)
    found = {name for name in dir(target) if not name.startswith("_")}
    return sorted(f"{noun}.{name}" for name in found if not (noun == "workspace" and name in (*STORES, "database")))


def test_the_table_names_whatever_there_is(house: Workspace) -> None:
    """A method that is new stands in the table before anybody can use it; what is gone is gone from there."""
    stores = {name for name, value in vars(house).items() if type(value).__module__.startswith("booklet.store")}
    assert {name for name in stores if not name.startswith("_")} | {"uploads", "jobs"} == {*STORES, "database"}
    there = [verb for noun in ("workspace", "database", *STORES) for verb in _public(noun, house)]
    assert sorted(there) == sorted(RIGHTS)


def test_the_table_says_what_was_agreed() -> None:
    """Standard users read all, hand in, generate, download and verify; administrators may all but the machine's own."""
    everybody = [verb for verb, right in RIGHTS.items() if right is Right.EVERYBODY]
    assert sorted(everybody) == sorted(STANDARD_MAY)
    assert sorted(verb for verb, right in RIGHTS.items() if right is Right.THEMSELVES) == THEIR_OWN
    assert sorted(verb for verb, right in RIGHTS.items() if right is Right.MACHINE) == sorted(NOBODY_MAY)


def _call(ws: Workspace, verb: str) -> None:
    """Use a verb with arguments of the right kinds that lead nowhere; units of work are begun and ended."""
    noun, _, name = verb.partition(".")
    value = getattr(ws if noun == "workspace" else getattr(ws, noun), name)
    if verb in ("database.read", "database.write"):
        with value():
            return
    if callable(value):
        result = value(*_arguments(value))
        if inspect.isgenerator(result):
            next(result, None)


def _arguments(method: Callable[..., Any]) -> list[object]:
    known: dict[str, object] = {
        "quarter": QUARTER,
        "pages": [],
        "settings": BookSettings(),
        "username": "dora",
        "verb": "books.save",
    }
    return [
        known.get(name, "nothing of that name")
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.default is parameter.empty and parameter.kind is not parameter.KEYWORD_ONLY and name != "options"
    ]


def _is_refused(ws: Workspace, verb: str) -> bool:
    try:
        _call(ws, verb)
    except NotAllowed:
        return True
    except (BookletError, TypeError, AttributeError, KeyError, ValueError):
        pass  # it was let through, and found that there is nothing of that name
    return False


def test_each_role_is_refused_what_it_may_not(ws: Workspace) -> None:
    """Every public method of the workspace and its stores, as a standard user and as an administrator."""
    refused = {name: {verb for verb in RIGHTS if _is_refused(ws.acting_as(name), verb)} for name in ("ben", "ann")}
    assert refused["ben"] == set(RIGHTS) - set(STANDARD_MAY)
    assert refused["ann"] == set(NOBODY_MAY)


def test_whoever_is_switched_off_may_nothing(ws: Workspace) -> None:
    """Not even look, whatever the role was; nor may somebody whom the database does not know."""
    for name in ("cleo", "nobody"):
        assert [verb for verb in RIGHTS if not _is_refused(ws.acting_as(name), verb)] == []


def test_the_machine_may_all(ws: Workspace) -> None:
    """A workspace that acts as nobody is the owner's, as it always was."""
    assert [verb for verb in RIGHTS if _is_refused(ws, verb)] == []


def test_a_role_holds_from_the_moment_that_it_is_given(ws: Workspace) -> None:
    """It is not kept for the session: the next call follows what the database says then."""
    ben = ws.acting_as("ben")
    with pytest.raises(NotAllowed):
        ben.customers.add("Bolt & Co")
    ws.users.update("ben", role=Role.ADMIN)
    assert ben.customers.add("Bolt & Co").name == "Bolt & Co"
    ws.users.update("ben", active=False)
    with pytest.raises(NotAllowed, match="may not use Booklet any more"):
        ben.customers.all()


def test_a_refusal_says_who_what_and_whom_to_ask(ws: Workspace) -> None:
    """Administrators who are switched off are not named."""
    with pytest.raises(NotAllowed) as refused:
        ws.acting_as("ben").books.save("Review", pages=[])
    assert str(refused.value) == ('"ben" may not do this (books.save) as a standard user. Ask an administrator: Ann.')


@pytest.mark.parametrize(
    ("who", "call", "said"),
    [
        (
            "ann",
            lambda ws: ws.generations.log("x", "y", {}),
            '"ann" may not do this (generations.log), and nobody who signs in may: it is done on the machine itself. '
            "Ask whoever looks after it.",
        ),
        (
            "ben",
            lambda ws: ws.drafts.drop("ann", "b"),
            '"ben" may not do this (drafts.drop) for other users. Ask an administrator: Ann.',
        ),
    ],
    ids=["machine", "themselves"],
)
def test_each_kind_of_refusal_has_its_words(ws: Workspace, who: str, call: Callable[..., Any], said: str) -> None:
    """The machine's own is refused to administrators too, and sends nobody to an administrator."""
    with pytest.raises(NotAllowed) as refused:
        call(ws.acting_as(who))
    assert str(refused.value) == said


def test_users_are_themselves_however_they_write_it(ws: Workspace) -> None:
    """Capitals and spaces around a username make nobody another user."""
    assert ws.acting_as("ben").users.get(" BEN ").username == "ben"
    assert ws.acting_as("ann").users.get("ben").username == "ben"


def test_every_change_has_its_author(ws: Workspace) -> None:
    """Whoever acts, whatever name the caller gives."""
    ann = ws.acting_as("ann")
    ann.customers.add("Bolt & Co", by="ben")
    ann.attributes.define("plan", by="ben")
    ann.attributes.set("Bolt & Co", QUARTER, {"plan": "Gold"})
    saved = ann.books.save("Letter", pages=[Page("text", "", {"markdown": "Dear"})], by="ben")
    made = ann.generate("Letter", "Bolt & Co", QUARTER, by="ben")
    assert ws.customers.frame().loc["Bolt & Co", "created_by"] == "ann"
    assert set(ws.attributes.history()["recorded_by"]) == {"ann"}
    assert (saved.saved_by, made.generation.started_by) == ("ann", "ann")


def test_changes_that_leave_no_row_are_in_the_log(ws: Workspace) -> None:
    """Definitions removed and put in order, and accounts: who, and what; never a password."""
    ann = ws.acting_as("ann")
    for key in ("plan", "city"):
        ann.attributes.define(key)
    ann.attributes.reorder(["city", "plan"])
    ann.attributes.reorder(["city", "plan"])
    ann.attributes.undefine("plan")
    ann.users.update("ben", role=Role.ADMIN, password_hash="y")
    log = ann.change_log.frame()
    assert list(zip(log["done_by"], log["subject"], log["what"], strict=True))[:4] == [
        ("ann", "ben", "new password"),
        ("ann", "ben", "role: standard -> admin"),
        ("ann", "plan", "removed"),
        ("ann", "city, plan", "put in this order"),
    ]
    assert "y" not in set(log["what"])


def test_drafts_are_their_authors(ws: Workspace) -> None:
    """A standard user keeps and reads drafts of their own; an administrator may see all."""
    ben, ann = ws.acting_as("ben"), ws.acting_as("ann")
    ben.drafts.keep("ben", "b", 1, [], BookSettings())
    assert ben.drafts.get("ben", "b") is not None
    assert ann.drafts.get("ben", "b") is not None
    with pytest.raises(NotAllowed, match="for other users"):
        ben.drafts.get("ann", "b")


def test_units_of_work_hold_guarded_calls_together(ws: Workspace) -> None:
    """A refusal inside takes back what was done before it; the connection is given to nobody."""
    ann, ben = ws.acting_as("ann"), ws.acting_as("ben")
    given: list[object] = []

    def both() -> None:
        with ann.database.write() as connection:
            given.append(connection)
            ann.customers.add("Bolt & Co")
            ben.customers.add("Cedar")

    with pytest.raises(NotAllowed):
        both()
    assert given == [None]
    assert [customer.name for customer in ws.customers.all()] == ["Acme Corp"]


def test_what_may_be_shown_is_asked_of_the_same_table(ws: Workspace) -> None:
    """`may` knows the role, and that a verb is mistyped."""
    assert [ws.acting_as(name).may("books.save") for name in ("ann", "ben")] == [True, False]
    assert may(ws.users.get("ben"), "drafts.keep")
    assert not may(ws.users.get("cleo"), "books.get")
    assert not may(ws.users.get("ann"), "users.record_sign_in")
    with pytest.raises(KeyError):
        ws.acting_as("ann").may("books.sve")
