"""The names of books as files: what people see in their downloads, and what no file system refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from booklet.generate.file_names import file_name, file_names
from booklet.model import Generation
from tests.generate.made_snapshots import snapshot

_RUN = Generation.begun(snapshot(), id="r1", started_at=datetime(2026, 11, 1))


def _run(customer: str, book: str = "Review") -> Generation:
    return replace(_RUN, customer=customer, book=book)


@pytest.mark.parametrize(
    ("customer", "book", "name"),
    [
        ("Acme Corp", "Review", "Acme Corp - Review - 2026Q3.pdf"),
        ("A/B: \\ <c>", "x|y?", "A_B_ _ _c_ - x_y_ - 2026Q3.pdf"),
        ('Say "Hi" *', "tab\tnul\x00", "Say _Hi_ _ - tab_nul_ - 2026Q3.pdf"),
        ("..Acme. ", "Review", "Acme. - Review - 2026Q3.pdf"),
        ("Zoë 漢字", "Übersicht", "Zoë 漢字 - Übersicht - 2026Q3.pdf"),
        (" Acme ", " Review ", "Acme - Review - 2026Q3.pdf"),
        ("a///b", "c", "a_b - c - 2026Q3.pdf"),
    ],
)
def test_a_name(customer: str, book: str, name: str) -> None:
    """Customer, book and quarter, without what some file system refuses."""
    assert file_name(_run(customer, book)) == name


def test_long_names_are_cut() -> None:
    """At 110 bytes of the customer and 70 of the book, and never in the middle of a letter."""
    assert file_name(_run("a" * 110, "b" * 70)) == f"{'a' * 110} - {'b' * 70} - 2026Q3.pdf"
    assert file_name(_run("a" * 111, "b" * 71)) == f"{'a' * 110} - {'b' * 70} - 2026Q3.pdf"
    assert file_name(_run("é" * 56)) == f"{'é' * 55} - Review - 2026Q3.pdf"
    assert file_name(_run("a" + "é" * 60)) == f"a{'é' * 54} - Review - 2026Q3.pdf"
    assert file_name(_run("a" * 109 + " b")) == f"{'a' * 109} - Review - 2026Q3.pdf"


def test_equal_names_are_numbered() -> None:
    """From 2 on, in their order; neither case nor what was replaced tells two names apart."""
    runs = [_run(name) for name in ("A/B", "A:B", "a|b", "C", "A*B")]
    rest = " - Review - 2026Q3"
    assert file_names(runs) == [f"{name}.pdf" for name in (f"A_B{rest}", *_numbered(rest))]


def _numbered(rest: str) -> list[str]:
    return [f"A_B{rest} (2)", f"a_b{rest} (3)", f"C{rest}", f"A_B{rest} (4)"]


def test_a_number_that_a_customer_has_in_its_name_is_taken() -> None:
    """What is numbered passes over it."""
    runs = [_run("A", "R"), _run("A", "R"), replace(_run("A", "R"), quarter="2026Q3 (2)"), _run("A", "R")]  # type: ignore[arg-type]
    names = [f"A - R - 2026Q3{number}.pdf" for number in ("", " (2)", " (2) (2)", " (3)")]
    assert file_names(runs) == names


@given(some.lists(some.tuples(some.text(max_size=150), some.text(max_size=90)), max_size=8))
def test_names_differ_and_every_disk_takes_them(named: list[tuple[str, str]]) -> None:
    """255 bytes at most, no letter that is refused, no two alike."""
    names = file_names(_run(*one) for one in named)
    assert len({name.casefold() for name in names}) == len(named)
    for name in names:
        assert len(name.encode()) <= 255
        assert not set(name) & set('<>:"/\\|?*\0\n')
        assert name == name.strip(". ")
        assert name.endswith(".pdf")
