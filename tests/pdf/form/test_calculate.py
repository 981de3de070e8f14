"""Calculated fields: sums and the like, in the order of the form, parsed and never run."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pikepdf import Name, String

from booklet.pdf import assemble, check_values
from booklet.pdf.form.calculate import with_calculated
from booklet.pdf.form.expression import parse_expression
from tests.pdf.fill.test_fill import shown
from tests.pdf.form_maker import made_form, text, widget


@pytest.mark.parametrize(
    ("function", "total"), [("SUM", "7.5"), ("AVG", "2.5"), ("PRD", "0"), ("MIN", "0"), ("MAX", "5")]
)
def test_simple_calculations(function: str, total: str) -> None:
    """The five functions, over given values, values that the form holds, and empty fields, which count as 0."""
    form = made_form(
        text("a"),
        text("b", 1, V=String("5")),
        text("empty", 2),
        text("total", 3, calculate=f'AFSimple_Calculate("{function}", new Array ("a", "b", "empty"));'),
        form={"CO": ["total"]},
    )
    assert with_calculated(form.form.calculations, {"a": "2.5"})["total"] == total


def test_calculations_follow_the_forms_order_and_formats() -> None:
    """A total of a total; shown in the field's format; what is given for a calculated field stays."""
    form = made_form(
        text("price"),
        text("amount", 1),
        text("grand total", 2, calculate="/** BVCALC line + 5 EVCALC **/ event.value = 1;"),
        text("line", 3, calculate="/** BVCALC price * amount EVCALC **/", script='AFNumber_Format(2,0,0,0,"",true)'),
        form={"CO": ["line", "grand total"]},
    )
    assert [field.name for field in form.fields if field.calculated] == ["grand total", "line"]
    made = assemble([form.fill({"price": "1,200.50", "amount": "2"})]).pdf
    assert shown(made, form, "line") == "2,401.00"
    assert shown(made, form, "grand total") == "2406"
    given = with_calculated(form.form.calculations, {"price": "1", "amount": "1", "line": "7"})
    assert (given["line"], given["grand total"]) == ("7", "12")


def test_all_fields_below_a_name_and_check_boxes_count() -> None:
    """A group's name stands for its fields; a check box counts as the number that its state is."""
    kids = [text("1", 0), text("2", 1)]
    form = made_form(
        {"T": String("row"), "FT": Name.Tx, "Kids": kids},
        widget((20, 20, 40, 40), FT=Name.Btn, T=String("extra"), looks={"10": b"", "Off": b""}),
        text("total", 3, calculate='AFSimple_Calculate("SUM", "row, extra");'),
        form={"CO": ["total"]},
    )
    assert with_calculated(form.form.calculations, {"row.1": "1", "row.2": "2", "extra": True})["total"] == "13"


def test_nothing_is_calculated_from_nothing() -> None:
    """A field stays as it is while all that it needs is empty, and where it would divide by zero."""
    form = made_form(
        text("a"),
        text("b", 1),
        text("ratio", 2, calculate="/** BVCALC a / b EVCALC **/"),
        form={"CO": ["ratio"]},
    )
    assert "ratio" not in with_calculated(form.form.calculations, {})
    assert "ratio" not in with_calculated(form.form.calculations, {"a": "1"})
    assert with_calculated(form.form.calculations, {"a": "1", "b": "4"})["ratio"] == "0.25"


def test_a_calculated_value_that_does_not_fit_is_found_before() -> None:
    """Calculated values are checked as given ones are."""
    form = made_form(
        text("a"),
        text(
            "total", 1, calculate='AFSimple_Calculate("SUM", ["a"]);', validate="AFRange_Validate(false, 0, true, 9);"
        ),
        form={"CO": ["total"]},
    )
    assert [(p.field, p.reason) for p in check_values(form, {"a": "10"})] == [("total", "out of range")]


def test_field_notation_is_parsed_with_its_precedence() -> None:
    """Products before sums, parentheses before both, names with dots and escaped spaces; else none."""
    fields = {"a": Decimal(2), "b.1": Decimal(3), "net pay": Decimal(10)}
    expression = parse_expression("a + b.1 * (net\\ pay - 4) / .5 - -1")
    assert expression
    assert expression.value(fields.__getitem__) == 39
    assert expression.names == ("a", "b.1", "net pay")
    for wrong in ("", "a +", "(a", "a b", "a ** b", "(" * 500 + "a"):
        assert parse_expression(wrong) is None
