"""Values that are too long for their field: found before, with what fits; shortened for an addendum."""

from __future__ import annotations

import pytest
from pikepdf import String

from booklet.errors import DefinitionError
from booklet.pdf import assemble, check_values, overflowing, shortened
from tests.pdf.conftest import opened
from tests.pdf.fill.test_fill import shown
from tests.pdf.form_maker import made_form, text, widget

_LONG = "All that the office knows about the customer, and some more that it only supposes. " * 3


def test_what_overflows_comes_with_how_much_fits() -> None:
    """Only values that are too long are there; what fits of them does fit, and one letter more does not."""
    form = made_form(text("short"), text("long", 1))
    found = overflowing(form, {"short": "Acme", "long": _LONG, "unknown": _LONG})
    assert set(found) == {"long"}
    fits = found["long"].fits
    assert found["long"].text == _LONG
    assert 0 < fits < len(_LONG)
    assert not check_values(form, {"long": _LONG[:fits]})
    assert check_values(form, {"long": _LONG[: fits + 1]})[0].fits == fits


def test_the_smallest_size_is_a_setting() -> None:
    """A larger smallest size lets fewer letters fit, and the appearance is set no smaller."""
    form = made_form(text("a", DA=String("/Helv 12 Tf 0 g")))
    at_4, at_8 = (overflowing(form, {"a": _LONG}, smallest_pt=size)["a"].fits for size in (4, 8))
    assert at_8 < at_4
    with opened(assemble([form.fill({"a": _LONG}, smallest_pt=8)]).pdf) as pdf:
        assert b" 8.00 Tf" in pdf.pages[0].Annots[0].AP.N.read_bytes()


def test_a_form_that_is_smaller_itself_stays_so() -> None:
    """A field of 3 pt is set in 3 pt, although values are not made that small to fit."""
    form = made_form(text("a", DA=String("/Helv 3 Tf 0 g")))
    with opened(assemble([form.fill({"a": "small"})]).pdf) as pdf:
        assert b" 3.00 Tf" in pdf.pages[0].Annots[0].AP.N.read_bytes()


def test_a_shortened_value_ends_between_words_with_the_reference() -> None:
    """It fits with its ending, as long as it can be; a value that fits whole keeps its ending too."""
    form = made_form(text("a"))
    cut = shortened(form, "a", _LONG, " … (see addendum A)")
    assert cut.endswith(" … (see addendum A)")
    assert not check_values(form, {"a": cut})
    beginning = cut.removesuffix(" … (see addendum A)")
    assert _LONG.startswith(beginning + " ")
    assert shown(assemble([form.fill({"a": cut})]).pdf, form, "a").replace("\r\n", "") == cut
    with pytest.raises(DefinitionError):
        shortened(form, "no such field", "x", "")


def test_a_field_too_small_for_the_reference_gets_as_much_of_it_as_fits() -> None:
    """Nothing of the value is better than a value that is cut without a word."""
    form = made_form(widget((20, 20, 50, 30), FT=text("a")["FT"], T=String("a"), DA=String("/Helv 0 Tf 0 g")))
    cut = shortened(form, "a", _LONG, "see addendum A")
    assert cut
    assert "see addendum A".startswith(cut)
    assert not check_values(form, {"a": cut})


def test_many_lines_overflow_by_height() -> None:
    """A multi-line field counts the letters of the lines that it has room for."""
    form = made_form(text("a", Ff=1 << 12))
    fits = overflowing(form, {"a": _LONG * 3})["a"].fits
    assert not check_values(form, {"a": (_LONG * 3)[:fits]})
    assert fits > overflowing(made_form(text("a")), {"a": _LONG * 3})["a"].fits


def test_a_limit_of_the_form_counts_as_well() -> None:
    """No more than the maximum length fits, however large the field."""
    form = made_form(text("a", MaxLen=5))
    assert overflowing(form, {"a": "123456"})["a"].fits == 5
    assert check_values(form, {"a": "123456"})[0].fits == 5
