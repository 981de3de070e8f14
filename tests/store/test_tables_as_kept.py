"""Columns of tables by chance, seeded, are read as they were; tests/as_kept.py says how."""

from __future__ import annotations

import random
from datetime import date, datetime
from decimal import Decimal

import pytest

from booklet.model import AttributeDefinition, AttributeType
from booklet.store.csv_text import guarded, read_csv_rows, unguarded
from booklet.store.names import nearest
from booklet.store.table_proposals import proposed, words_of
from booklet.store.table_style import (
    DateOrder,
    NumberStyle,
    TableStyle,
    expected,
    has_bare_percents,
    has_dates_as_text,
    has_numbers_as_text,
    plain_cell,
    recognized,
    style_of_locale,
)
from tests.as_kept import as_kept

_POOLS: dict[str, tuple[object, ...]] = {
    "points": ("1,234.56", "1,234", "12.5", "0.5", "1,234,567", "7", "-3.25", "(1,000.00)", "12.345", "$5.00", "x"),
    "commas": (
        "1.234,56",
        "1.234",
        "12,5",
        "0,5",
        "1.234.567",
        "7",
        "-3,25",
        "(1.000,00)",
        "12,345",
        "5,00 €",
        "1 234,5",
    ),
    "percents": ("12%", "12.5%", "0.125", "12", "1.5", "-0.5", "150", "1", 0.5, 2.0, Decimal("0.01"), "x%"),
    "days": ("2026-09-30", "30.9.2026", "9/30/2026", "30/9/26", "1/2/2026", "13-1-2026", "31.2.2026", date(2026, 1, 2)),
    "moments": (date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), "2026-01-02", "2026-01-02 03:04", "soon"),
    "answers": ("yes", "no", "y", "N", "true", "FALSE", True, False, "maybe", "1", 1.0, 0.0),
    "words": ("Gold", "Silver", "gold", "Bronze", "Gold, mostly", "x" * 31, "x" * 30, " Gold "),
    "codes": ("01067", "10115", "0", "00", "7", "B4", "0x"),
    "sums": ("$5", "€ 7.50", "12 USD", "CHF 3", "5", 7.0, Decimal("1.10")),
    "numbers": (1.0, 2.5, "3", "4.5", -1, 1e70, "1e3", "abc"),
    "nothing": (None, None, ""),
}
_HEADINGS = (
    "Total",
    "Fee in %",
    "Amount (USD)",
    "first name",
    "PLAN_A",
    "2nd fund",
    "class",
    "Ümläut",
    "",
    "customer",
    "x" * 70,
)
_STYLES = [TableStyle(n, d, p) for n in NumberStyle for d in DateOrder for p in (frozenset(), frozenset({"Total"}))]


def _column(chance: random.Random) -> tuple[str, list[object]]:
    pool = _POOLS[chance.choice(sorted(_POOLS))]
    other = _POOLS[chance.choice(sorted(_POOLS))]
    share = chance.choice((0.0, 0.0, 0.0, 0.1, 0.3))
    few = chance.sample(pool, min(len(pool), chance.randint(1, 4)))
    cells = [
        chance.choice(other if chance.random() < share else few) for _ in range(chance.choice((1, 3, 6, 12, 24, 60)))
    ]
    return chance.choice(_HEADINGS), cells


@pytest.mark.parametrize("number", range(150))
def test_a_column_is_read_as_before(number: int) -> None:
    """What it seems to be, its words, and the style that its cells speak for as each type."""
    heading, cells = _column(random.Random(number))
    lines = [f"{heading} {cells}"]
    lines += [str(proposed(heading, cells, {"total", "total_2", "plan_a"})), str(words_of(cells))]
    for type_ in AttributeType:
        definition = AttributeDefinition("key", "Label", type_, choices=("Gold", "Silver"))
        column = [(heading, definition, cells)]
        like = _STYLES[number % len(_STYLES)]
        told = has_numbers_as_text(column), has_dates_as_text(column), has_bare_percents(definition, cells)
        lines.append(f"{type_} {recognized(column)} {recognized(column, like=like)} {told}")
    as_kept("store/tables", f"column {number}", [line.replace("frozenset()", "{}") for line in lines])


@pytest.mark.parametrize("type_", AttributeType)
def test_a_cell_is_read_as_before(type_: AttributeType) -> None:
    """In each style, and what is expected in its words."""
    definition = AttributeDefinition("key", "Label", type_, choices=("Gold", "Silver"))
    cells = [cell for pool in _POOLS.values() for cell in pool]
    lines = []
    for style in _STYLES:
        lines.append(f"{style} {expected(definition, style)}".replace("frozenset()", "{}"))
        lines += [f"{cell!r} -> {plain_cell(cell, definition, 'Total', style)!r}" for cell in cells]
    as_kept("store/tables", f"cells {type_}", lines)


def test_what_a_locale_writes() -> None:
    """Its sign before the decimals, and whether the day is first."""
    locales = ("en_US", "en_GB", "de_DE", "de_CH", "fr_FR", "sv_SE", "ja_JP", "hu_HU", "pt_BR", "en_CA")
    as_kept(
        "store/tables", "locales", [f"{one} {style_of_locale(one)}".replace("frozenset()", "{}") for one in locales]
    )


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "a;b\n1;2,5\n",
        "a\tb\n1\t2\n",
        "a|b\n1|2\n",
        "\n\na;b,c\n1;2\n",
        '"a,b";c\n"x;y";2\n',
        "a\n1\n",
        'a,"b\nc"\n1,2\n',
        "a,b\r\n1,'=2\r\n",
        "Ä;ö\n1;2\n",
    ],
)
def test_the_separator_of_a_csv(text: str) -> None:
    """Is the sign that parts the first line most, whatever the encoding."""
    rows = read_csv_rows(text.encode("utf-8"), "a.csv")
    as_kept("store/tables", f"csv {text!r}", [str(row) for row in rows])
    assert read_csv_rows(text.encode("utf-16"), "a.csv") == read_csv_rows(text.encode("utf-8-sig"), "a.csv") == rows
    assert read_csv_rows(text.encode("cp1252"), "a.csv") == rows


def test_cells_that_a_spreadsheet_would_run() -> None:
    """Are kept apart from those that only look so, and come back as they were."""
    texts = ("=1", "+1", "-1", "@x", "'", "'x", "'=1", "''=1", "1", "", "a=b", "\t=1", "'-")
    as_kept("store/tables", "guarded", [f"{text!r} {guarded(text)!r} {unguarded(text)!r}" for text in texts])
    assert [unguarded(guarded(text)) for text in texts] == list(texts)


@pytest.mark.parametrize(
    ("typed", "meant"), [("abcde", "abcxy"), ("abcdefgh", "abcxyzuv"), ("abcde12", "abcdexy"), ("ab", "abx")]
)
def test_how_near_a_name_must_be(typed: str, meant: str) -> None:
    """Three letters of five are near enough; less is another name."""
    as_kept("store/tables", f"near {typed}", [str(nearest(typed, [meant, "zzzzzzzzz"]))])
