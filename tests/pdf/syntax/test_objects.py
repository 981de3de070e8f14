"""Objects as Python values and as templates."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import DamagedFile
from booklet.pdf.document.page_labels import joined, texts
from booklet.pdf.source.normalize import normalize
from booklet.pdf.source.object_table import template_of
from booklet.pdf.syntax.objects import Hole, Name, Ref, name_of, name_text, parse, template, text_of, text_string, write

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**9), 10**9),
        st.integers(1, 10**6).map(Ref),
        st.binary(max_size=20),
        st.from_regex(r"[A-Za-z][A-Za-z0-9.+-]{0,8}", fullmatch=True).map(Name),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.from_regex(r"[A-Za-z]{1,8}", fullmatch=True), inner, max_size=4),
    ),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    """Any value, with its references; an entry that is null is none."""
    assert parse(write(value)) == _without_nulls(value)


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


@given(st.binary(max_size=60))
def test_strings_of_any_bytes_survive_qpdf(data: bytes) -> None:
    """Written here, rewritten by qpdf, read here again."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root["/X"] = pikepdf.Object.parse(write(data))
    out = io.BytesIO()
    pdf.save(out)
    source = normalize(out.getvalue()).source
    assert source.dictionary(source.trailer["Root"])["X"] == data


@given(st.text(max_size=30))
def test_text_strings_and_names_give_their_text_back(text: str) -> None:
    """PDFDocEncoding's ASCII or UTF-16; names as UTF-8 with escapes."""
    text = text.encode("utf-8", "ignore").decode()
    assert text_of(text_string(text)) == text
    assert name_text(name_of(text)) == text


def test_old_encodings_are_read() -> None:
    """PDFDocEncoding has other signs than Latin-1 in places; UTF-8 and UTF-16 are marked."""
    assert text_of(b"\x80\xa0\xe9") == "•€é"
    assert text_of(b"\xef\xbb\xbf\xc5\xbd") == "Ž"
    assert text_of(b"\xff\xfe\x7d\x01") == "Ž"


def test_holes_keep_their_order() -> None:
    """References and holes are slots; per cents and references inside strings are text."""
    text, slots = template({"A": [Ref(5), Hole("weak", 3)], "B": b"100% of 7 0 R"})
    assert slots == (5, Hole("weak", 3))
    assert text % (b"1 0 R", b"null") == b"<</A [1 0 R null ]/B (100% of 7 0 R)>>"
    text, slots = template_of(b"<< /A 12 0 R /B (7 0 R 50%) /StructParents 4 /C [ 1 2 0 R ] >>")
    assert slots == (12, Hole("structure", 4), 2)
    assert text % (b"a", b"b", b"c") == b"<< /A a /B (7 0 R 50%) /StructParents b /C [ 1 c ] >>"


def test_nesting_without_end_is_refused() -> None:
    """A sentence, not a crash."""
    with pytest.raises(DamagedFile, match="nested too deeply"):
        parse(b"[" * 1000 + b"]" * 1000)


def test_page_labels_of_all_styles() -> None:
    """Decimal, roman, letters, prefixes, and what a book makes of them."""
    pdf = pikepdf.new()
    styles = [{"S": "/r"}, {"S": "/A", "P": "App-"}, {"S": "/D", "St": 9}, {"P": "Cover"}]
    nums = []
    for index, style in enumerate(styles):
        label = pikepdf.Dictionary()
        for key, value in style.items():
            named = isinstance(value, str) and value.startswith("/")
            label["/" + key] = pikepdf.Name(value) if named else value
        nums += [index * 2, label]
    for _ in range(8):
        pdf.add_blank_page()
    pdf.Root["/PageLabels"] = pikepdf.Dictionary(Nums=pikepdf.Array(nums))
    out = io.BytesIO()
    pdf.save(out)
    source = normalize(out.getvalue()).source
    found = texts(source, source.dictionary(source.trailer["Root"]), 8)
    assert found == ["i", "ii", "App-A", "App-B", "9", "10", "Cover", "Cover"]


def test_labels_of_parts_are_joined() -> None:
    """A run of labels that counts on is one range; a part without labels is numbered as in the book."""
    roman = [{"S": Name("r"), "St": number} for number in (1, 2, 3)]
    cover = [{"P": b"Cover"}, {"P": b"Cover"}]
    found = joined([roman, 2, cover, roman[1:]])
    assert found == [0, roman[0], 3, {"S": Name("D"), "St": 4}, 5, cover[0], 7, roman[1]]


@pytest.mark.parametrize(("text", "number"), [(b"1.2.3", 0.0), (b"-.5", -0.5), (b"+4.", 4.0), (b".", 0.0)])
def test_numbers_that_are_none_are_zero(text: bytes, number: float) -> None:
    """As readers take what writers of damaged files meant for one."""
    assert parse(text) == number
