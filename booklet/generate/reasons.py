"""Reasons why a book is out of date: the differences of the inputs that it was made from and those of today.

It needs both snapshots, so it is worked out for the books that somebody looks at, not for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import groupby

from booklet.errors import BookletError
from booklet.formats import Formats
from booklet.generate.snapshot import read_state, take_snapshot
from booklet.generate.states import CustomerBook, changed_engine
from booklet.generate.stores import Stores
from booklet.model import AttributeDefinition, FileInput, Page, Snapshot
from booklet.model.book import with_uploads
from booklet.page_types import type_label

_SECRET = frozenset({"open_password", "owner_password"})
_UNKNOWN = "Nobody recorded what it was made from."


@dataclass(frozen=True, slots=True)
class Reason:
    """A difference: the part of the inputs (values, pages, rules, settings, files …), of what, what it was, what it is.

    `said` is a sentence. `old` and `new` are as people read them, empty where there was or is nothing; never a
    password. `called` is what it is of, as people read it, where that has another value for each customer.
    """

    part: str
    subject: str
    said: str
    old: str = ""
    new: str = ""
    called: str = field(default="", compare=False)


def reasons_of(stores: Stores, standings: Iterable[CustomerBook]) -> dict[str, tuple[Reason, ...]]:
    """Return, by id of the run, why each of these books is not as it would be made today; none for one that is."""
    found: dict[str, tuple[Reason, ...]] = {}
    changed = [(run, standing) for standing in standings if standing.changed and (run := standing.generation)]
    changed.sort(key=lambda one: (one[0].book_id, one[0].quarter))
    with stores.database.read():
        then = stores.generations.snapshots_of(run.id for run, _ in changed if run.shared_inputs)
        for (book_id, quarter), group in groupby(changed, key=lambda one: (one[0].book_id, one[0].quarter)):
            together = list(group)
            customers = [standing.customer for _, standing in together]
            state = read_state(stores, stores.books.get(book_id), quarter, only=customers)
            for run, standing in together:
                known = then.get(run.id)
                now = take_snapshot(state, standing.customer)
                found[run.id] = differences(known, now) if known else (Reason("recorded", "", _UNKNOWN),)
    return found


def differences(then: Snapshot, now: Snapshot) -> tuple[Reason, ...]:
    """Return what would make a book look otherwise, of two snapshots of one; choices made by hand are passed over."""
    replaced = _replaced_files(then, now)
    return (
        *_names(then, now),
        *_values(then, now),
        *_workbooks(then, now),
        *_files(then, now, replaced),
        *_pages(then, now, {old: new for old, new in replaced.items() if new}),
        *_settings(then, now),
        *_definitions(then, now),
        *_workspace(then, now),
        *_engine(then, now),
    )


def _names(then: Snapshot, now: Snapshot) -> Iterator[Reason]:
    if then.customer != now.customer:
        yield _turned("customer", "name", "The customer's name", then.customer, now.customer)
    if then.book != now.book:
        yield _turned("book", "name", "The book's name", then.book, now.book)


def _values(then: Snapshot, now: Snapshot) -> Iterator[Reason]:
    before, after = ({each.key: each for each in one.definitions} for one in (then, now))
    for key in [*after, *(key for key in before if key not in after)]:
        if then.values.get(key) != now.values.get(key):
            label = (after.get(key) or before[key]).label
            old, new = _written(then, before.get(key), key), _written(now, after.get(key), key)
            yield _turned("values", key, label, old, new)


def _written(snapshot: Snapshot, definition: AttributeDefinition | None, key: str) -> str:
    text = snapshot.values.get(key, "")
    if not text or not definition:
        return text
    try:
        return Formats(snapshot.locale, snapshot.currency).value(definition.from_text(text), definition)
    except (BookletError, ValueError):  # a text from before the attribute had another type
        return text


def _workbooks(then: Snapshot, now: Snapshot) -> Iterator[Reason]:
    for slot in sorted({*then.workbooks, *now.workbooks}):
        old, new = then.workbooks.get(slot), now.workbooks.get(slot)
        if old != new:
            yield _turned("workbooks", slot, "The workbook handed in", old.name if old else "", new.name if new else "")


def _replaced_files(then: Snapshot, now: Snapshot) -> dict[str, str]:
    """Return the uploads that a page has no more, each with the upload in its place; "" where there is none."""
    replaced: dict[str, str] = {}
    pages = {page.id: page for page in now.pages}
    for page in then.pages:
        after = pages[page.id].upload_ids() if page.id in pages else frozenset[str]()
        gone, come = page.upload_ids() - after, after - page.upload_ids()
        for upload in sorted(gone):
            if upload not in now.uploads:
                replaced[upload] = next(iter(come)) if len(gone) == len(come) == 1 else replaced.get(upload, "")
    return replaced


def _files(then: Snapshot, now: Snapshot, replaced: Mapping[str, str]) -> Iterator[Reason]:
    for upload, new in replaced.items():
        if upload in then.uploads:
            yield _of_file(then.uploads[upload], now.uploads.get(new))
    for upload in now.uploads:
        if upload not in then.uploads and upload not in replaced.values():
            yield _of_file(None, now.uploads[upload])
        elif upload in then.uploads and then.uploads[upload] != now.uploads[upload]:
            yield _of_file(then.uploads[upload], now.uploads[upload])


def _of_file(old: FileInput | None, new: FileInput | None) -> Reason:
    if old and new:
        said = f'The file "{old.name}" was replaced by "{new.name}".'
    elif new:
        said = f'The file "{new.name}" was added.'
    else:
        said = f'The file "{old.name if old else ""}" is no longer used.'
    return Reason("files", (new or old or _NO_FILE).name, said, old.name if old else "", new.name if new else "")


_NO_FILE = FileInput("", "", "")


def _pages(then: Snapshot, now: Snapshot, replaced: Mapping[str, str]) -> Iterator[Reason]:
    before, after = ({page.id: page for page in one.pages} for one in (then, now))
    for id_, page in before.items():
        if id_ not in after:
            yield Reason("pages", _title(page), f'The page "{_title(page)}" was removed.', old=_title(page))
        elif (changed := _changed_page(page, after[id_], replaced)) is not None:
            yield changed
    for id_, page in after.items():
        if id_ not in before:
            yield Reason("pages", _title(page), f'The page "{_title(page)}" was added.', new=_title(page))
    if [id_ for id_ in before if id_ in after] != [id_ for id_ in after if id_ in before]:
        yield Reason("pages", "order", "The pages are in another order.")


def _changed_page(old: Page, new: Page, replaced: Mapping[str, str]) -> Reason | None:
    if old.title != new.title:
        return _turned("pages", _title(new), "The page's title", _title(old), _title(new))
    if old.type == new.type and with_uploads(old.config, replaced) == with_uploads(new.config, replaced):
        return None
    if old.type == new.type == "choice":
        return Reason("rules", _title(new), f'The rules or options of the page "{_title(new)}" were changed.')
    return Reason("pages", _title(new), f'The page "{_title(new)}" was changed.')


def _title(page: Page) -> str:
    return page.title or type_label(page)


def _settings(then: Snapshot, now: Snapshot) -> Iterator[Reason]:
    for part in ((then.settings, now.settings), (then.settings.style, now.settings.style)):
        for each in fields(part[0]):
            old, new = (getattr(one, each.name) for one in part)
            if old != new and each.name != "style":
                called = each.name.replace("_", " ")
                if each.name in _SECRET:
                    yield Reason("settings", each.name, f"The book's setting {called} was changed.")
                else:
                    yield _turned("settings", each.name, f"The book's setting {called}", _plain(old), _plain(new))


def _plain(value: object) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _definitions(then: Snapshot, now: Snapshot) -> Iterator[Reason]:
    before, after = ({each.key: each for each in one.definitions} for one in (then, now))
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        if old and new and old != new:
            what = [each.name for each in fields(new) if getattr(old, each.name) != getattr(new, each.name)]
            said = f"The attribute {new.label} is defined otherwise: {_in_a_row(what)}."
            yield Reason("definitions", key, said)
        elif new and not old:
            yield Reason("definitions", key, f"The attribute {new.label} was defined.", new=new.label)
        elif old and not new:
            yield Reason("definitions", key, f"The attribute {old.label} was removed.", old=old.label)
    if list(before) != list(after) and set(before) == set(after):
        yield Reason("definitions", "order", "The attributes are in another order.")


def _workspace(then: Snapshot, now: Snapshot) -> Iterator[Reason]:
    if then.locale != now.locale:
        yield _turned("workspace", "locale", "The workspace's language and format", then.locale, now.locale)
    if then.currency != now.currency:
        yield _turned("workspace", "currency", "The workspace's currency", then.currency, now.currency)


def _engine(then: Snapshot, now: Snapshot) -> Iterator[Reason]:
    for name, (old, new) in changed_engine(then, now).items():
        if old.startswith("engine ") and new.startswith("engine "):
            said = f"{name[0].upper()}{name[1:]} look otherwise since Booklet's {new}."
        else:
            said = f"It was made with {name} {old or 'of no version'}, now {new or 'gone'}: pages may look otherwise."
        yield Reason("engine", name, said, old, new)


def _turned(part: str, subject: str, called: str, old: str, new: str) -> Reason:
    if not old:
        said = f"{called}: {new} is new."
    elif not new:
        said = f"{called}: {old} is gone."
    else:
        said = f"{called}: {new}, was {old}."
    return Reason(part, subject, said, old, new, called)


def _in_a_row(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
