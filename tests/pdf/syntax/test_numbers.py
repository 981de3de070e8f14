"""Numbers, strings and references as PDF writes them, read back by our own parser and by qpdf."""

from __future__ import annotations

import re
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.pdf.syntax.objects import (
    Name,
    ObjectReference,
    Raw,
    Ref,
    name_bytes,
    number,
    parse,
    string,
    template,
    write,
)

REALS = st.floats(-1e9, 1e9, allow_nan=False)


@given(REALS)
def test_a_number_reads_back_as_it_was(value: float) -> None:
    """To the six decimals that are written; by qpdf too, which knows no exponent."""
    written = number(value)
    assert re.fullmatch(rb"-?\d+(\.\d*[1-9])?", written)
    assert abs(parse(written) - value) <= 5e-7 + abs(value) * 1e-15
    assert pikepdf.Object.parse(written) == Decimal(written.decode())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, b"0"),
        (-0.0, b"0"),
        (1.0, b"1"),
        (-3.0, b"-3"),
        (0.5, b"0.5"),
        (-0.25, b"-0.25"),
        (1e-5, b"0.00001"),
        (1e15, b"1000000000000000"),
        (10.0, b"10"),
        (100.1, b"100.1"),
        (0.1 + 0.2, b"0.3"),
    ],
)
def test_numbers_are_short_and_without_exponent(value: float, written: bytes) -> None:
    """No point without decimals, no zeros at the end, whole zeros stay."""
    assert number(value) == written


@given(st.lists(REALS | st.integers(-(10**9), 10**9), max_size=8))
def test_numbers_stand_apart(values: list[float]) -> None:
    """An array of numbers has as many numbers when it is read."""
    found = parse(write(values))
    assert len(found) == len(values)
    assert all(abs(one - other) <= 5e-7 + abs(other) * 1e-15 for one, other in zip(found, values, strict=True))


@given(st.binary(max_size=40))
def test_a_string_of_any_bytes_is_read_by_qpdf(data: bytes) -> None:
    """Parentheses, backslashes and line ends of any kind are what they were."""
    assert bytes(pikepdf.Object.parse(string(data))) == data
    assert parse(string(data)) == data


def test_escapes_of_other_writers_are_undone() -> None:
    """Octal digits, named signs, a line that goes on, and a backslash before any other sign (7.3.4.2)."""
    assert parse(rb"(\101\n\t\)\(\\\q\53x)") == b"A\n\t)(\\q+x"
    assert parse(b"(a\\\nb)") == b"ab"
    assert parse(b"<48 65 6C6>") == b"Hel`"


@pytest.mark.parametrize("number_of_object", [1, 9, 10, 12345, 10**9])
def test_a_reference_knows_its_number(number_of_object: int) -> None:
    """It is written as PDF writes it, and read as a reference to the same object."""
    reference = ObjectReference.to(number_of_object)
    assert reference == b"%d 0 R" % number_of_object
    assert reference.number == number_of_object
    assert parse(reference) == Ref(number_of_object)
    assert isinstance(parse(reference), Ref)


def test_integers_before_an_r_are_no_reference_without_their_zero() -> None:
    """`1 0 R` is a reference, `1 0 Rx` and `1 1 R` would not be, and `1 0` are two numbers."""
    assert parse(b"[1 0 R 1 0]") == [Ref(1), 1, 0]
    assert [type(item) for item in parse(b"[1 0 R 1 0]")] == [Ref, int, int]


def test_names_keep_their_escapes() -> None:
    """A name is compared as it is written; its bytes are what the escapes stand for."""
    assert parse(b"/A#20B") == Name("A#20B")
    assert name_bytes("A#20B#e9") == b"A B\xe9"
    assert write({"A#20B": Name("C#2f")}) == b"<</A#20B /C#2f>>"


def test_raw_syntax_goes_in_as_it_is() -> None:
    """Per cents are doubled in a template, which is filled with %, and single again in the file."""
    assert template(Raw(b"[50% off]")) == (b"[50%% off]", ())
    assert write([Raw(b"[50% off]"), True, None]) == b"[[50% off] true null ]"
