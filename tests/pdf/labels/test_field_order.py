"""Fields are listed as a reader comes upon them, not as the form's maker added them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from booklet.pdf import Prepared, prepare
from tests.pdf.form_maker import form_bytes, text, widget

_GRID = {"a": (20, 250), "b": (160, 252), "c": (20, 200), "d": (160, 198), "e": (20, 150), "f": (160, 153)}
"""Two columns of boxes, set a little unevenly: left and top of each."""


def _box(name: str, place: tuple[int, int], width: int = 120) -> dict[str, Any]:
    left, top = place
    return text(name) | widget((left, top - 20, left + width, top))


def _form(names: str, *, rotate: int = 0, tabs: str = "") -> Prepared:
    data = form_bytes(*(_box(name, _GRID[name]) for name in names), rotate=rotate)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if tabs:
            pdf.pages[0].obj.Tabs = Name("/" + tabs)
        out = io.BytesIO()
        pdf.save(out)
    return prepare(out.getvalue())


def _order(form: Prepared) -> str:
    return "".join(field.name for field in form.fields_in_reading_order)


def test_rows_from_the_top_each_from_the_left() -> None:
    """Whatever order they were made in; boxes of a row need not be quite level."""
    assert _order(_form("fadbec")) == "abcdef"


def test_an_order_that_somebody_can_read_in_is_kept() -> None:
    """A page set in two columns is gone through column by column, if its list of annotations says so."""
    assert _order(_form("acebdf")) == "acebdf"


@pytest.mark.parametrize(("tabs", "order"), [("R", "abcdef"), ("C", "acebdf"), ("S", "abcdef")])
def test_the_page_says_whether_by_rows_or_columns(tabs: str, order: str) -> None:
    """Rows and columns are what /Tabs names; a structure's order is that of the list where it can be read in."""
    assert _order(_form("fadbec", tabs=tabs)) == order


@pytest.mark.parametrize(("rotate", "order"), [(90, "ecafdb"), (180, "fedcba"), (270, "bdface")])
def test_a_turned_page_is_read_as_it_is_seen(rotate: int, order: str) -> None:
    """What is on the left of the file is on top when the page is turned by a quarter."""
    assert _order(_form("adbfec", rotate=rotate)) == order


def test_columns_that_no_row_divides() -> None:
    """Beside a tall box, three low ones are read from the top."""
    lows = [_box(name, (160, top)) for name, top in (("c", 220), ("d", 190), ("b", 250))]
    tall = text("a") | widget((20, 160, 140, 250))
    assert _order(prepare(form_bytes(*lows, tall))) == "abcd"


def test_a_table_is_read_by_rows() -> None:
    """Though its maker laid it out column by column: its columns are narrow."""
    cells = [_box(name, (20 + 30 * (place // 2), 250 - 30 * (place % 2)), 25) for place, name in enumerate("adbecf")]
    assert _order(prepare(form_bytes(*cells))) == "abcdef"


def test_real_forms_never_lose_a_field(corpus: Path) -> None:
    """Every field is there once, those of a page together, the first page first."""
    for path in sorted((corpus / "pdf").glob("form-gov--*.pdf")):
        form = prepare(path)
        fields = form.fields_in_reading_order
        assert sorted(one.name for one in fields) == sorted(one.name for one in form.fields)
        pages = [form.field_places[one.name].page for one in fields if one.name in form.field_places]
        assert pages == sorted(pages)


def test_the_first_of_several_widgets_counts() -> None:
    """A field stands where a reader first comes upon it, even if the file lists another of its widgets first."""
    twice = {key: value for key, value in text("twice").items() if key != "Rect"}
    low, high = widget((20, 30, 140, 50)), widget((20, 230, 140, 250))
    form = prepare(form_bytes(_box("between", (20, 200)), {**twice, "Kids": [low, high]}))
    assert [field.name for field in form.fields_in_reading_order] == ["twice", "between"]
    assert form.field_places["twice"].rect == (20, 230, 140, 250)
