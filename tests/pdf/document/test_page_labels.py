"""Page labels: what a reader shows for each page, and what a book's parts make together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.pdf.document.page_labels import joined, label_of, read, texts
from booklet.pdf.syntax.objects import Dictionary, Name
from tests.pdf.made_sources import made_source

_SIGNS = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


def _shown(*ranges: tuple[int, str], count: int) -> list[str | None]:
    """The labels of a document with these /Nums, each (index, label dictionary as PDF writes it)."""
    nums = " ".join(f"{index} {label}" for index, label in ranges)
    source = made_source(f"/PageLabels << /Nums [{nums}] >>")
    return texts(source, source.dictionary(source.trailer["Root"]), count)


def _value(roman: str) -> int:
    """What a roman number is worth, by the rule that a smaller sign before a larger one is taken away."""
    values = [_SIGNS[sign] for sign in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


@given(st.integers(1, 3999))
def test_roman_numbers_are_worth_what_they_count(number: int) -> None:
    """Each number has its own, no sign stands four times, and small letters are the same in small."""
    (large,), (small,) = (_shown((0, f"<< /S /{style} /St {number} >>"), count=1) for style in "Rr")
    assert large
    assert _value(large) == number
    assert small == large.lower()
    assert not any(sign * 4 in large for sign in "IXCM")


def test_letters_double_after_z() -> None:
    """A to Z, then AA to ZZ, not as columns of a worksheet are called (12.4.2)."""
    shown = _shown((0, "<< /S /A >>"), (60, "<< /S /a /St 26 >>"), count=62)
    assert shown[:3] == ["A", "B", "C"]
    assert shown[25:28] == ["Z", "AA", "BB"]
    assert shown[52] == "AAA"
    assert shown[60:] == ["z", "aa"]


def test_a_label_without_a_style_is_its_prefix_on_every_page() -> None:
    """It does not count; a range goes on to the next, and pages before the first have none."""
    shown = _shown((1, "<< /P (Cover ) >>"), (3, "<< /S /D /P (A-) >>"), count=5)
    assert shown == ["", "Cover ", "Cover ", "A-1", "A-2"]


def test_ranges_are_sorted_and_those_of_no_page_are_gone() -> None:
    """Damaged trees have them in any order, and below 0."""
    source = made_source("/PageLabels << /Nums [4 << /S /D >> -1 << /S /R >> 0 << /S /r >>] >>")
    ranges = read(source, source.dictionary(source.trailer["Root"]))
    assert [first for first, _ in ranges] == [0, 4]


def test_without_labels_there_are_none() -> None:
    """Then the pages of a book are numbered in the book."""
    source = made_source("")
    assert texts(source, source.dictionary(source.trailer["Root"]), 3) == [None, None, None]


_LABELS = st.one_of(
    st.builds(lambda style, start: {"S": Name(style), "St": start}, st.sampled_from("DrRaA"), st.integers(1, 30)),
    st.just({"P": b"Cover"}),
)


@given(st.lists(st.one_of(st.lists(_LABELS, min_size=1, max_size=5), st.integers(1, 5)), min_size=1, max_size=5))
def test_joined_labels_say_the_same_for_every_page(parts: list[list[Dictionary] | int]) -> None:
    """Read back range by range they give each page its own label; pages without one have their number in the book."""
    wanted: list[Dictionary] = []
    for part in parts:
        if isinstance(part, int):
            wanted += [{"S": Name("D"), "St": len(wanted) + 1 + place} for place in range(part)]
        else:
            wanted += part
    nums = joined(parts)
    ranges = list(zip(nums[::2], nums[1::2], strict=True))
    assert [label_of(ranges, index) for index in range(len(wanted))] == wanted
    assert [first for first, _ in ranges] == sorted({first for first, _ in ranges})
    assert ranges[0][0] == 0


@pytest.mark.parametrize("start", ["/St 7", "", "/St (seven)"])
def test_the_first_number_of_a_range(start: str) -> None:
    """It is 1 where the range does not say, and where it says nonsense."""
    first = 7 if start == "/St 7" else 1
    assert _shown((0, f"<< /S /D {start} >>"), count=2) == [str(first), str(first + 1)]
