"""Objects in any spelling, brought to the one that the engine works on."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.pdf.syntax.objects import parse
from booklet.pdf.syntax.spelling import Unusual, spell


@pytest.mark.parametrize(
    ("raw", "spelled"),
    [
        (b"<</A/B/C[1 2]/D<</E(x)>>>>", b"<< /A /B /C [ 1 2 ] /D << /E (x) >> >>"),
        (b"\r\n<<\n/A\t12\x000\r\nR % said\n/B .5\n>>\n", b"<< /A 12 0 R /B .5 >>"),
        (b"[1 0 R 2 0 R 3 0]", b"[ 1 0 R 2 0 R 3 0 ]"),
        (b"/T#79pe", b"/Type"),
        (b"/A#2fB#20C\xe4", b"/A#2fB#20C#e4"),
        (b"(a (b) \\) c)", b"(a \\(b\\) \\) c)"),
        (b"(a\rb\r\nc\\\r\nd)", b"(a\\nb\\ncd)"),
        (b"(%>> /JS)", b"(%>> /JS)"),
        (b"<</A<4 1\n4>>>", b"<< /A <414> >>"),
        (b" -1.50 ", b"-1.50"),
        (b"[true false null]", b"[ true false null ]"),
        (b"/", b"/"),
    ],
)
def test_each_value_has_one_spelling(raw: bytes, spelled: bytes) -> None:
    """Spaces, escapes, comments and line ends do not count; what is spelled already stays."""
    assert spell(raw) == spelled
    assert spell(spelled) == spelled


@pytest.mark.parametrize(
    "raw",
    [
        *(
            b"",
            b"<< /A 1",
            b"/A 1 >>",
            b"<< /A >>",
            b"<< 1 /A >>",
            b"[ 1 ) ]",
            b"(open",
            b"<12 G>",
            b"1 2",
            b"<< /A 1 0 >>",
        ),
        *(b"[ 1 1 R ]", b"<< /A 0 R >>", b"word", b"1-2", b"[" * 100 + b"]" * 100, b"((((((deep))))))", b"{ }"),
    ],
)
def test_what_is_no_value_is_left_to_qpdf(raw: bytes) -> None:
    """It may know how to repair it."""
    with pytest.raises(Unusual):
        spell(raw)


_SCALARS = st.one_of(
    st.integers(-(10**9), 10**9).map(lambda number: b"%d" % number),
    st.binary(max_size=12).map(lambda data: pikepdf.String(data).unparse()),
    st.text(max_size=6).filter(lambda text: "\0" not in text).map(lambda text: pikepdf.Name("/" + text).unparse()),
    st.sampled_from([b"true", b"7 0 R", b"-.5"]),
)


@settings(max_examples=150)
@given(st.lists(_SCALARS, max_size=8), st.sampled_from([b" ", b"\n", b"\r\n", b"\0\t", b" %c\n"]))
def test_spelling_does_not_change_values(values: list[bytes], between: bytes) -> None:
    """Whatever qpdf writes, with whatever between its tokens, means the same after as before."""
    raw = b"[" + b"".join(value + between for value in values) + b"]"
    assert parse(spell(raw)) == parse(b"[ " + b" ".join(values) + b" ]")


def test_long_objects_take_linear_time() -> None:
    """Nested, or full of what has no end."""
    spell(b"[" + b"[1]" * 200_000 + b"]")
    for raw in (b"(" * 200_000, b"<" * 200_000, b"/A" * 200_000 + b">>", b"%" * 200_000, b"1 0 " * 100_000 + b"("):
        with pytest.raises(Unusual):
            spell(raw)


def test_names_are_spelled_as_qpdf_does() -> None:
    """So that a name of a rewritten upload is that of one that is read as it came."""
    for code in range(1, 256):
        with pikepdf.open(io.BytesIO(_with_name(b"/A#%02X" % code))) as pdf:
            assert spell(b"/A#%02X" % code) == pdf.trailer.Root.Mine.unparse()


def _with_name(name: bytes) -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.trailer.Root.Mine = pikepdf.Name.Here
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue().replace(b"/Mine /Here", b"/Mine " + name)
