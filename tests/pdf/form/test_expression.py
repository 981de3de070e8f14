"""Simplified field notation, against Python's own arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.pdf.form.expression import parse_expression

_FIELDS = {"a": Decimal(3), "b.c": Decimal(-2), "d e": Decimal("0.5")}
_LEAVES = st.one_of(
    st.integers(0, 99).map(lambda number: (str(number), f"Decimal({number})")),
    st.sampled_from([("a", "F['a']"), ("b.c", "F['b.c']"), ("d\\ e", "F['d e']"), (".5", "Decimal('.5')")]),
)
_SIGNED = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(
            lambda sides: (f"({sides[0][0]} {sides[1]} {sides[2][0]})", f"({sides[0][1]}{sides[1]}{sides[2][1]})")
        ),
        inner.map(lambda side: (f"-{side[0]}", f"(-{side[1]})")),
    ),
    max_leaves=8,
)
_SUMS = st.lists(st.tuples(st.sampled_from("+-*/"), _SIGNED), min_size=1, max_size=5)


@given(_SIGNED, _SUMS)
def test_a_calculation_comes_to_what_python_says(
    first: tuple[str, str], rest: list[tuple[str, tuple[str, str]]]
) -> None:
    """Products before sums, from left to right, parentheses and minus as anywhere."""
    written = first[0] + "".join(f" {sign} {side[0]}" for sign, side in rest)
    python = first[1] + "".join(f" {sign} {side[1]}" for sign, side in rest)
    expression = parse_expression(written)
    assert expression is not None
    try:
        wanted = eval(python, {"Decimal": Decimal, "F": _FIELDS})
    except ArithmeticError:
        with pytest.raises(ArithmeticError):
            expression.value(_FIELDS.__getitem__)
    else:
        assert expression.value(_FIELDS.__getitem__) == wanted


@given(_SIGNED)
def test_the_names_are_those_of_the_fields_that_are_asked_for(written: tuple[str, str]) -> None:
    """Each as often as it stands there, without the backslashes before its spaces."""
    expression = parse_expression(written[0])
    assert expression is not None
    asked: list[str] = []
    try:
        expression.value(lambda name: asked.append(name) or Decimal(1))
    except ArithmeticError:
        return
    assert asked == list(expression.names)


@pytest.mark.parametrize("text", ["", " ", "+", "1 +", "* 2", "(1", "1)", "()", "1 2", "a b", "a\\", "-"])
def test_what_is_no_calculation_is_none(text: str) -> None:
    """Nothing is guessed at."""
    assert parse_expression(text) is None


def test_a_number_that_goes_on_as_a_name_is_a_name() -> None:
    """Forms call fields "1a", and "2.total"; "2.5" is a number."""
    for text, names in (("1a", ("1a",)), ("2.total", ("2.total",)), ("2.5", ()), ("7#x", ("7#x",))):
        expression = parse_expression(text)
        assert expression is not None
        assert expression.names == names


def test_nesting_has_an_end() -> None:
    """Fifty parentheses are read, more are none, and nothing runs out of stack."""
    for depth, is_read in ((50, True), (52, False), (5000, False)):
        assert (parse_expression("(" * depth + "a" + ")" * depth) is not None) is is_read
