"""Parts that several screens share: strips of pages, jobs and what came of them, why books are out of date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Quarter, Workspace
from booklet.model import Acknowledged, AttributeDefinition, AttributeType, Job, Role
from booklet.ui.shared import place
from booklet.ui.shared.attribute_columns import edit_columns, view_columns
from booklet.ui.shared.making import show_outcomes, show_running
from booklet.ui.shared.out_of_date import show_standing
from booklet.ui.shared.page_pictures import _current, _window
from booklet.ui.shared.place import pick_customer
from tests.conftest import QUARTER, with_letters
from tests.ui.desks import buttons, desk_of, done, pressed, screen_of, texts
from tests.ui.drawn import drawn


@pytest.mark.parametrize(
    ("number", "count", "first", "last"),
    [
        (1, 1, 1, 1),
        (1, 5, 1, 5),
        (5, 9, 1, 9),
        (1, 20, 1, 9),
        (4, 20, 1, 9),
        (5, 20, 2, 10),
        (14, 20, 11, 19),
        (15, 20, 12, 20),
        (20, 20, 12, 20),
    ],
)
def test_the_strip_of_pages(number: int, count: int, first: int, last: int) -> None:
    """Nine, a few of them before the page that is open; never one that there is not."""
    assert _window(number, count) == tuple(range(first, last + 1))


def _opened(count: int, first: int | None, **session: Any) -> int:
    made: int = screen_of(_current, "k", count, first, **session).session_state["made"]
    return made


def test_the_page_that_is_open() -> None:
    """The first; that which was opened last, as far as it is there; or that which is asked for, once."""
    assert _opened(9, None) == 1
    assert _opened(9, None, **{"k-page": 4}) == 4
    assert _opened(3, None, **{"k-page": 4}) == 3
    assert _opened(3, None, **{"k-page": 0}) == 1
    assert _opened(9, 7) == 7
    assert _opened(9, 7, **{"k-page": 4, "k-first": 2}) == 7
    assert _opened(9, 7, **{"k-page": 4, "k-first": 7}) == 4


@pytest.fixture
def letters(empty: Workspace) -> Workspace:
    """Two customers, of whom one has what the letter says."""
    return with_letters(empty, "Acme", lacking="Bolt")


def _begun(ws: Workspace, by: str) -> Job:
    return ws.jobs.start("Letter", QUARTER, workers=0, by=by)


def test_a_job_that_goes_on(letters: Workspace) -> None:
    """How far it is, and who began it where that is somebody else; of the quarter and the book alone."""
    job = _begun(letters, "ann")
    desk = desk_of(letters)
    test = screen_of(show_running, desk)
    assert test.session_state["made"] is True
    assert "Begun by ann" in texts(test)
    assert "Cancel" in buttons(test)
    assert screen_of(lambda: show_running(desk, book_id=job.book_id)).session_state["made"] is True
    assert screen_of(lambda: show_running(desk, book_id="other")).session_state["made"] is False
    assert screen_of(show_running, desk._replace(quarter=QUARTER.next())).session_state["made"] is False
    letters.jobs.cancel(job.id)
    assert screen_of(show_running, desk).session_state["made"] is False
    _begun(letters, "admin-user")
    assert not any(text.startswith("Begun by") for text in texts(screen_of(show_running, desk)))


def _outcomes(ws: Workspace, job: Job, quarter: Quarter = QUARTER, **options: Any) -> AppTest:
    return screen_of(
        lambda: show_outcomes(desk_of(ws, quarter=quarter), **options),
        watched_jobs={job.id: None},
    )


def test_what_came_of_a_job(letters: Workspace) -> None:
    """Told until it is closed, to who watched it; with each customer that has no book, and why."""
    batch = letters.generate_batch("Letter", QUARTER)
    [job] = letters.jobs.find()
    assert [bool(item.made) for item in batch.items] == [True, False]
    test = _outcomes(letters, job)
    [said] = [box.value for box in test.warning]
    assert "1 book made, 1 failed:" in said
    assert not test.success
    assert any(":red[■] Bolt: " in text and "Plan is missing" in text for text in texts(test))
    assert len(_outcomes(letters, job, QUARTER.next()).warning) == 0
    assert len(_outcomes(letters, job, book_id="other").warning) == 0
    assert len(_outcomes(letters, job, book_id=job.book_id).warning) == 1
    test = pressed(test, "Close")
    assert (len(test.warning), buttons(test)) == (0, {})


def test_a_job_that_went_well(letters: Workspace) -> None:
    """Is said so; while it goes on nothing is."""
    letters.customers.archive("Bolt")
    job = _begun(letters, "ann")
    assert texts(_outcomes(letters, job)) == []
    letters.jobs.cancel(job.id)
    letters.generate_batch("Letter", QUARTER)
    newest = next(one for one in letters.jobs.find() if one.id != job.id)
    test = _outcomes(letters, newest)
    [said] = [box.value for box in test.success]
    assert "1 book made." in said
    told: list[tuple[str, bool]] = []
    _outcomes(letters, newest, show=lambda sentence, well: told.append((sentence, well)))
    assert [well for _, well in told] == [True]


def test_why_a_book_is_out_of_date(letters: Workspace) -> None:
    """A sentence each; an administrator keeps it as it was sent, and says why."""
    letters.generate("Letter", "Acme", QUARTER)
    [standing] = letters.states(QUARTER, customers=["Acme"])
    assert texts(screen_of(show_standing, desk_of(letters), standing)) == []
    letters.attributes.set("Acme", QUARTER, {"plan": "Lead"})
    [standing] = letters.states(QUARTER, customers=["Acme"])
    test = screen_of(show_standing, desk_of(letters), standing)
    assert texts(test)[:2] == [":orange[↻ out of date] since it was made:", "- Plan: Lead, was Gold."]
    looking = screen_of(show_standing, desk_of(letters, Role.STANDARD), standing)
    assert texts(looking)[:2] == texts(test)[:2]
    assert "Keep as sent" not in buttons(looking)
    test.text_input[0].set_value("sent on Monday")
    assert done(pressed(test, "Keep as sent")) == "1 book kept as sent."
    [kept] = letters.states(QUARTER, customers=["Acme"])
    test = screen_of(show_standing, desk_of(letters), kept)
    assert texts(test)[0] == ":green[● made], kept as it was sent: sent on Monday"
    assert texts(test)[-1].startswith("Decided by admin-user, ")
    assert buttons(test) == {}
    nobody = replace(kept, kept=Acknowledged(kept.inputs, "x", "", datetime(2026, 1, 1)))
    assert texts(screen_of(show_standing, desk_of(letters), nobody))[-1].startswith("Decided by nobody, 1 Jan 2026")


def test_a_customer_is_picked(letters: Workspace) -> None:
    """That which was looked at last, if it is among them; else the first; none where there are none."""
    acme, bolt = letters.customers.all()
    assert screen_of(pick_customer, letters).session_state["made"] == acme
    test = screen_of(pick_customer, letters, customer_looked_at=bolt.id)
    assert test.session_state["made"] == bolt
    assert test.selectbox[0].options == ["Acme", "Bolt"]
    assert screen_of(pick_customer, letters, customer_looked_at="gone").session_state["made"] == acme
    assert screen_of(pick_customer, letters, [acme], customer_looked_at=bolt.id).session_state["made"] == acme
    assert screen_of(pick_customer, letters, []).session_state["made"] is None
    test.selectbox[0].set_value(acme.id)
    assert test.run().session_state["made"] == acme


def test_quarters_to_choose_from() -> None:
    """Six years back and one ahead, the newest first, and whichever is looked at."""
    now = Quarter.containing(datetime.now().date())
    quarters = place._quarters_around(now)
    assert quarters == [now.shifted(number) for number in range(4, -25, -1)]
    far = Quarter(1999, 1)
    assert place._quarters_around(far)[-1] == far


_DEFINITIONS = [
    AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold",), required=True, description="Which."),
    AttributeDefinition("assets", "Assets", AttributeType.MONEY),
    AttributeDefinition("fee", "Fee", AttributeType.PERCENT),
    AttributeDefinition("vip", "VIP", AttributeType.YES_NO),
    AttributeDefinition("day", "Day", AttributeType.DATE),
    AttributeDefinition("count", "Count", AttributeType.NUMBER),
    AttributeDefinition("note", "Note", AttributeType.TEXT),
]


def test_columns_of_attributes() -> None:
    """By their types; what is expected is told where they are edited, and a star says that books need it."""
    made = drawn(lambda: (view_columns(_DEFINITIONS), edit_columns(_DEFINITIONS))).session_state["made"]
    view, edit = made
    assert [edit[one.key]["type_config"]["type"] for one in _DEFINITIONS] == [
        *("selectbox", "number", "number", "selectbox", "date", "number", "text")
    ]
    assert (view["plan"]["label"], edit["plan"]["label"]) == ("Plan", "Plan *")
    assert (view["plan"]["help"], edit["assets"]["label"]) == (None, "Assets")
    assert edit["plan"]["help"].startswith("Which. Key plan. Expected is one of Gold")
    assert edit["plan"]["help"].endswith("Books need it.")
    assert "Books need it" not in edit["note"]["help"]
    assert edit["fee"]["type_config"]["format"] == "%.4g%%"
    assert edit["assets"]["type_config"]["format"] == "%,.2f"
    assert edit["vip"]["type_config"]["options"] == ["yes", "no"]
