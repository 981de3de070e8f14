"""Details of an import: what counts as a change, and names that are nearly right."""

from __future__ import annotations

import io

import openpyxl
import pytest

from booklet.errors import NotFound
from booklet.model import Quarter
from booklet.store import Attributes
from booklet.store.names import clean_name, name_key, nearest, not_found

Q3 = Quarter(2026, 3)


def _workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "held", "cell", "changes"),
    [
        ("number", "1.1000000000000000888", 1.1, 0),
        ("number", "1.1000000000000000888", 1.11, 1),
        ("money", "0.1", 0.1, 0),
        ("money", "0.1", 0.2, 1),
        ("percent", "0.333333333333333333", 1 / 3, 0),
    ],
)
def test_digits_that_a_spreadsheet_does_not_keep(
    attributes: Attributes, kind: str, held: str, cell: float, changes: int
) -> None:
    """Are no change: a number that is the same in its digits stays as it is."""
    attributes.define("sum", type=kind)
    attributes.set("Acme", Q3, {"sum": held})
    plan = attributes.plan_import(_workbook(("customer", "sum"), ("Acme", cell)), Q3)
    assert (len(plan.changes), plan.unchanged, plan.errors) == (changes, 1 - changes, ())


def test_a_text_of_digits_is_no_number(attributes: Attributes) -> None:
    """It changes where its letters do."""
    attributes.define("code")
    attributes.set("Acme", Q3, {"code": "007"})
    plan = attributes.plan_import(_workbook(("customer", "code"), ("Acme", "7")), Q3)
    assert [(change.old, change.new) for change in plan.changes] == [("007", "7")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("acme corp", "Acme Corp"), ("Acme Crop", "Acme Corp"), ("Acm", "Acme Corp"), ("Zephyr", None), ("", None)],
)
def test_the_name_that_was_meant(typed: str, meant: str | None) -> None:
    """In whatever case, with a letter wrong; none where none is near."""
    assert nearest(typed, ["Bolt & Co", "Acme Corp"]) == meant
    assert nearest(typed, []) is None


def test_a_name_that_nothing_has() -> None:
    """The message offers the nearest, or asks to look at the spelling."""
    near, far = not_found("customer", "Acme", ["Acme Corp"]), not_found("book", "Zz", ["Review"])
    assert isinstance(near, NotFound)
    assert str(near) == 'There is no customer "Acme". Did you mean "Acme Corp"?'
    assert str(far) == 'There is no book "Zz". Check the spelling.'


@pytest.mark.parametrize("other", ["ACME  corp", " acme corp ", "Ａｃｍｅ Corp"])
def test_names_that_are_the_same(other: str) -> None:
    """But for case, spaces and the width of letters."""
    assert name_key(other) == name_key("Acme Corp")
    assert clean_name("  Acme \t Corp ", of="A customer") == "Acme Corp"
