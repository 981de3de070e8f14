"""Values too long for their fields: how they are cut, what the pages behind the form say, and in which order."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.page_types import Resolved
from booklet.page_types.form.addendum import letters
from booklet.page_types.form.trial_fill import filled_with_names
from booklet.pdf import assemble, prepare
from tests.page_types.trial import codes, inputs, resolved
from tests.pdf.form_maker import form_bytes, text

LONG = "All that is to be said of it, and then some more. " * 12


def _made(pdf: bytes, fields: dict[str, str], *, title: str = "W-9", **config: Any) -> Resolved:
    settings = {"upload": "form", "fields": fields, "addendum": True, **config}
    return resolved("form", settings, inputs(files={"form": pdf}), title=title)


def _text(made: Resolved, part: int) -> str:
    with pypdfium2.PdfDocument(assemble([made.parts[part]]).pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@given(number=st.integers(0, 20_000))
def test_letters_count_as_columns_do(number: int) -> None:
    """Each number has its own, in the order of length and alphabet."""
    one, next_one = letters(number), letters(number + 1)
    assert (len(one), one) < (len(next_one), next_one)
    assert one.isalpha()
    assert sum(26**place * (ord(letter) - 64) for place, letter in enumerate(reversed(one))) == number + 1


def test_what_fits_stays() -> None:
    """No addendum for a page whose values all fit, and none for a page that does not ask."""
    made = _made(form_bytes(text("a", 0)), {"a": "short"})
    assert (len(made.parts), made.problems) == (1, ())
    without = _made(form_bytes(text("a", 0)), {"a": LONG}, addendum=False)
    assert (len(without.parts), codes(without.problems)) == (1, ["too long"])


def test_the_pages_behind() -> None:
    """A heading with the page's title, each label with its letter and page, and each value as a whole."""
    pdf = form_bytes(text("a", 0, TU="First thing:"), text("b", 1, TU="Second thing"))
    made = _made(pdf, {"a": LONG, "b": LONG.upper()})
    assert [part.title for part in made.parts] == ["", "Addendum to W-9"]
    said = _text(made, 1)
    assert said.startswith("Addendum to W-9 A. First thing, page 1 ")
    assert "B. Second thing, page 1" in said
    assert LONG.strip() in said
    assert LONG.upper().strip() in said


def test_a_page_without_a_title() -> None:
    """Its addendum is just that."""
    made = _made(form_bytes(text("a", 0)), {"a": LONG}, title="")
    assert made.parts[1].title == "Addendum"


def test_each_value_is_noted() -> None:
    """With its length and its letter, as a warning: the book can be made."""
    made = _made(form_bytes(text("a", 0, TU="Thing")), {"a": LONG})
    [note] = made.problems
    assert (note.code, note.subject, note.is_error) == ("addendum", "a", False)
    assert f'The value of "Thing" has {len(LONG)} characters' in note.message
    assert "under A of the addendum" in note.message


@pytest.mark.parametrize(
    ("most", "shown"),
    [(60, "… see addendum A"), (15, "see addendum A"), (11, "addendum A"), (7, "add. A"), (5, "")],
)
def test_a_field_says_where_its_value_goes_on(most: int, shown: str) -> None:
    """As far as it has room; a field with none keeps its value, which is a problem."""
    made = _made(form_bytes(text("a", 0, MaxLen=most)), {"a": LONG})
    value = str((made.parts[0].values or {}).get("a", ""))
    assert value.endswith(shown)
    assert len(value) <= most
    assert codes(made.problems) == (["addendum"] if shown else ["too long"])
    if most == 60:
        assert value.startswith("All that is to be said")


def test_values_are_no_markdown_there() -> None:
    """Stars and number signs of a value are printed."""
    made = _made(form_bytes(text("a", 0)), {"a": "# *one* " * 60})
    assert "# *one* # *one*" in _text(made, 1)


def test_the_test_fill_of_fields_that_share_a_name() -> None:
    """A last part that several fields share tells nothing: then the whole name stands in them, or the number."""
    person = [text(f"{who}.name", place) for place, who in enumerate(("customer", "spouse"))]
    alone = text("only.city", 2)
    long = text("x" * 40 + ".name", 3)
    narrow = text("form.something_long", 4, MaxLen=3)
    document = prepare(form_bytes(*person, alone, long, narrow))
    numbers = {field.name: number for number, field in enumerate(document.fields, start=1)}
    filled = {field.name: field.value for field in prepare(filled_with_names(document, numbers)).fields}
    assert filled["customer.name"] == "customer.name"
    assert filled["only.city"] == "city"
    assert filled["x" * 40 + ".name"] == "name"
    assert filled["form.something_long"] == str(numbers["form.something_long"])
