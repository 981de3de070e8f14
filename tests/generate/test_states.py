"""How a customer's book stands, because of what it is out of date, and what keeps it as it was sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from reportlab.pdfgen.canvas import Canvas

from booklet import BookSettings, Page, Workspace
from booklet.errors import DefinitionError
from booklet.generate import looks
from booklet.generate.snapshot import engine_versions
from booklet.generate.states import BookState, CustomerBook
from tests.conftest import QUARTER


@pytest.fixture
def made(empty: Workspace) -> Workspace:
    """Two customers whose letters of the quarter are made, from a text and a file of one page."""
    empty.attributes.define("assets", type="money", label="Assets")
    empty.attributes.define("note", label="Note")
    for name in ("Acme", "Bolt"):
        empty.customers.add(name)
        empty.attributes.set(name, QUARTER, {"assets": 1})
    _add_file(empty, "card.pdf")
    empty.books.save("Letter", pages=_pages())
    empty.generate_batch("Letter", QUARTER)
    return empty


def _add_file(ws: Workspace, name: str) -> None:
    canvas = Canvas(str(ws.folder / name), pagesize=(300, 200), invariant=1)
    canvas.drawString(20, 20, name)
    canvas.save()
    ws.uploads.add(ws.folder / name)


def _pages(*more: Page, text: str = "{{ assets }}", file: str = "card.pdf") -> list[Page]:
    return [Page("text", "Letter", {"markdown": text}), Page("static", "Card", {"upload": file}), *more]


def _acme(ws: Workspace) -> CustomerBook:
    return ws.states(QUARTER)[0]


def _said(ws: Workspace) -> list[str]:
    standing = _acme(ws)
    assert standing.generation
    return [reason.said for reason in ws.reasons([standing])[standing.generation.id]]


def _save(ws: Workspace, pages: list[Page], **settings: object) -> None:
    old = {page.title: page.id for page in ws.books.get("Letter").pages}
    with_ids = [replace(page, id=old.get(page.title, "")) for page in pages]
    ws.books.save("Letter", pages=with_ids, settings=BookSettings(**settings))  # type: ignore[arg-type]


def _replace_file(ws: Workspace) -> None:
    _add_file(ws, "new.pdf")
    _save(ws, _pages(file="new.pdf"))


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda ws: ws.attributes.set("Acme", QUARTER, {"assets": 2500}), ["Assets: $2,500.00, was $1.00."]),
        (lambda ws: ws.attributes.set("Acme", QUARTER, {"note": "Hi"}), ["Note: Hi is new."]),
        (lambda ws: ws.attributes.clear("Acme", QUARTER, ["assets"]), ["Assets: $1.00 is gone."]),
        (lambda ws: ws.customers.rename("Acme", "Acme Corp"), ["The customer's name: Acme Corp, was Acme."]),
        (lambda ws: ws.books.rename("Letter", "Note"), ["The book's name: Note, was Letter."]),
        (lambda ws: ws.settings.set(currency="EUR"), ["The workspace's currency: EUR, was USD."]),
        (
            lambda ws: ws.attributes.define("note", label="Remark"),
            ["The attribute Remark is defined otherwise: label."],
        ),
        (lambda ws: ws.attributes.undefine("note"), ["The attribute Note was removed."]),
        (lambda ws: ws.attributes.define("more", label="More"), ["The attribute More was defined."]),
        (lambda ws: _save(ws, _pages(text="Dear")), ['The page "Letter" was changed.']),
        (lambda ws: _save(ws, _pages(Page("contents", "Contents"))), ['The page "Contents" was added.']),
        (
            lambda ws: _save(ws, _pages()[:1]),
            ['The file "card.pdf" is no longer used.', 'The page "Card" was removed.'],
        ),
        (lambda ws: _save(ws, _pages()[::-1]), ["The pages are in another order."]),
        (lambda ws: _save(ws, _pages(), footer="x"), ["The book's setting footer: x is new."]),
        (lambda ws: _save(ws, _pages(), open_password="x"), ["The book's setting open password was changed."]),
        (_replace_file, ['The file "card.pdf" was replaced by "new.pdf".']),
    ],
)
def test_a_book_is_out_of_date_because_of_something(
    made: Workspace, act: Callable[[Workspace], object], said: list[str]
) -> None:
    """A sentence for each thing that changed, and none for what did not."""
    assert _acme(made).state is BookState.MADE
    act(made)
    assert _acme(made).state is BookState.OUT_OF_DATE
    assert _said(made) == said


def test_a_change_of_one_customer_is_no_change_of_another(made: Workspace) -> None:
    """The values of each are compared with those of its own newest run."""
    made.attributes.set("Bolt", QUARTER, {"assets": 3})
    assert [(one.state, one.changed) for one in made.states(QUARTER)] == [
        (BookState.MADE, ()),
        (BookState.OUT_OF_DATE, ("values",)),
    ]


def test_what_was_changed_back_looks_as_it_did(made: Workspace) -> None:
    """Though it was recorded later, and the book has another version: the pages would be the same."""
    for value, text in ((2, "Dear"), (1, "{{ assets }}")):
        made.attributes.set("Acme", QUARTER, {"assets": value})
        _save(made, _pages(text=text))
    assert (_acme(made).state, made.books.get("Letter").number) == (BookState.MADE, 3)


def test_a_new_engine_is_a_reason_for_the_pages_that_it_draws(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that changes bytes alone, or the look of forms, leaves a letter as it is; of text pages, it does not."""
    now = {**engine_versions(), "pdf": "99", "booklet": "99", "openpyxl": "99", "rule-engine": "99"}
    monkeypatch.setattr("booklet.generate.snapshot.engine_versions", lambda: now)
    assert _acme(made).state is BookState.MADE
    forms = replace(looks.KINDS["form"], since=(2, 99))
    monkeypatch.setattr(looks, "KINDS", {**looks.KINDS, "form": forms})
    assert _acme(made).state is BookState.MADE
    text = replace(looks.KINDS["text"], since=(2, 99))
    monkeypatch.setattr(looks, "KINDS", {**looks.KINDS, "text": text})
    assert (_acme(made).state, _acme(made).changed) == (BookState.OUT_OF_DATE, ("engine",))
    assert _said(made) == ["Text pages look otherwise since Booklet's engine 99."]


def test_a_library_is_a_reason_for_the_pages_that_it_draws(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names both versions."""
    now = {**engine_versions(), "markdown-it-py": "99"}
    monkeypatch.setattr("booklet.generate.snapshot.engine_versions", lambda: now)
    old = made.generations.snapshot_of(made.generations.find()[0]).engine["markdown-it-py"]
    assert _said(made) == [f"It was made with markdown-it-py {old}, now 99: pages may look otherwise."]
    _save(made, _pages()[1:], page_numbers="")
    assert "engine" not in _acme(made).changed


def test_a_book_is_kept_as_it_was_sent(made: Workspace) -> None:
    """With a remark and its author, until something changes again; other books stay out of date."""
    for name in ("Acme", "Bolt"):
        made.attributes.set(name, QUARTER, {"assets": 2})
    made.keep_as_sent([_acme(made)], "sent on Monday", by="ann")
    acme, bolt = made.states(QUARTER)
    assert (acme.state, bolt.state, bolt.kept) == (BookState.MADE, BookState.OUT_OF_DATE, None)
    assert acme.kept
    assert (acme.kept.remark, acme.kept.by, acme.changed) == ("sent on Monday", "ann", ("values",))
    assert _said(made) == ["Assets: $2.00, was $1.00."]
    made.attributes.set("Acme", QUARTER, {"assets": 3})
    assert (_acme(made).state, _acme(made).kept) == (BookState.OUT_OF_DATE, None)


def test_two_people_who_keep_a_book_at_once_are_both_recorded(made: Workspace) -> None:
    """The decision that the database took last is told; neither is lost."""
    made.attributes.set("Acme", QUARTER, {"assets": 2})
    seen = _acme(made)
    barrier = Barrier(2)

    def keep(who: str) -> None:
        barrier.wait()
        Workspace(made.folder).keep_as_sent([seen], f"said by {who}", by=who)

    people = [Thread(target=keep, args=(who,)) for who in ("ann", "ben")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    with made.database.read() as connection:
        rows = connection.execute("select acknowledged_by, remark from acknowledged order by number")
    assert sorted(rows) == [("ann", "said by ann"), ("ben", "said by ben")]
    kept = _acme(made).kept
    assert kept
    assert (kept.by, kept.remark) == rows[-1]


def test_a_decision_on_what_was_seen_does_not_cover_a_change_after_it(made: Workspace) -> None:
    """Somebody saves a value between the look and the press: the book is out of date all the same."""
    made.attributes.set("Acme", QUARTER, {"assets": 2})
    seen = _acme(made)
    made.attributes.set("Acme", QUARTER, {"assets": 3})
    made.keep_as_sent([seen], "as sent", by="ann")
    assert (_acme(made).state, _acme(made).kept) == (BookState.OUT_OF_DATE, None)


def test_keeping_needs_a_reason(made: Workspace) -> None:
    """Whoever looks later wants to know why."""
    with pytest.raises(DefinitionError, match="in a few words why"):
        made.keep_as_sent([_acme(made)], "  ")


def test_a_run_without_inputs_is_out_of_date_and_says_so(made: Workspace) -> None:
    """Nobody can tell what it was made from."""
    with made.database.write() as connection:
        connection.execute("update generations set shared_inputs = null")
    assert _acme(made).state is BookState.OUT_OF_DATE
    assert _said(made) == ["Nobody recorded what it was made from."]


def test_archived_customers_and_other_quarters_have_no_say(made: Workspace) -> None:
    """Neither are they listed, nor do their runs count."""
    made.attributes.set("Acme", QUARTER.next(), {"assets": 5})
    made.customers.archive("Bolt")
    assert [(one.customer.name, one.state) for one in made.states(QUARTER)] == [("Acme", BookState.MADE)]
    assert [one.state for one in made.states(QUARTER.next())] == [BookState.TO_DO]
