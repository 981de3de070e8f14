"""What ends a book: protection, metadata, outline."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pikepdf
import pytest

from booklet.pdf import BookOptions, Prepared, assemble, prepare
from booklet.pdf.finish.metadata import information, xmp
from booklet.pdf.finish.protection import encrypt
from booklet.pdf.finish.stamps import color
from booklet.pdf.types import PageLink, Protection
from tests.pdf.conftest import opened
from tests.pdf.made_sources import made_bytes

_NOTHING = Protection("open", "owner", allow_print=False, allow_copy=False, allow_change=False, allow_fill=False)
_PERMISSIONS = {
    "allow_print": {"print_lowres", "print_highres"},
    "allow_copy": {"extract"},
    "allow_change": {"modify_annotation", "modify_assembly", "modify_other"},
    "allow_fill": {"modify_form"},
}


def _allowed(data: bytes, password: str) -> set[str]:
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        return {name for name, is_allowed in pdf.allow._asdict().items() if is_allowed}


@pytest.mark.parametrize("switch", [None, *_PERMISSIONS])
def test_each_permission_allows_its_own_and_no_more(switch: str | None) -> None:
    """Reading aloud is always allowed."""
    protection = replace(_NOTHING, **{switch: True}) if switch else _NOTHING
    allowed = _allowed(encrypt(made_bytes(""), protection), "open")
    wanted = {"accessibility"} | (_PERMISSIONS[switch] if switch else set())
    if switch == "allow_change":  # whoever may change annotations may fill forms (7.6.4.2, table 22)
        allowed.discard("modify_form")
    assert allowed == wanted


def test_the_owners_password_lifts_the_restrictions() -> None:
    """Without one the password that opens the book does; with one that password does not."""
    data = made_bytes("")
    for owner, password, is_owner in (("", "open", True), ("boss", "open", False), ("boss", "boss", True)):
        with pikepdf.open(io.BytesIO(encrypt(data, Protection("open", owner))), password=password) as pdf:
            assert pdf.owner_password_matched is is_owner


def test_a_book_without_metadata_has_only_its_maker() -> None:
    """No date that would make the bytes differ, no stream that would say nothing."""
    assert information(BookOptions()) == b"<</Producer(Booklet)>>"
    assert xmp(BookOptions()) == b""
    assert xmp(BookOptions(created=datetime(2026, 1, 2))) == b""


@pytest.mark.parametrize(
    ("zone", "offset"),
    [(None, "+00:00"), (UTC, "+00:00"), (timezone(timedelta(hours=-5, minutes=-30)), "-05:30")],
)
def test_a_date_is_written_with_its_zone(zone: timezone | None, offset: str) -> None:
    """In both places, each in its own spelling; without a zone it is UTC."""
    options = BookOptions(title="A & B <c>", created=datetime(2026, 9, 3, 14, 5, 6, tzinfo=zone))
    date = b"(D:20260903140506" + offset.replace(":", "'").encode() + b")"
    assert information(options).count(b"Date" + date) == 2
    text = xmp(options).decode()
    assert f"<xmp:CreateDate>2026-09-03T14:05:06{offset}</xmp:CreateDate>" in text
    assert "A &amp; B &lt;c&gt;" in text


def test_every_option_is_in_the_metadata() -> None:
    """As pikepdf reads it, in the dictionary and in XMP."""
    options = BookOptions(title="Títle", author="Ann", subject="Why", keywords="a, b", language="de")
    with opened(assemble([_pages(1)], options=options).pdf) as pdf, pdf.open_metadata() as found:
        assert [str(pdf.docinfo[key]) for key in ("/Title", "/Author", "/Subject", "/Keywords")] == [
            "Títle",
            "Ann",
            "Why",
            "a, b",
        ]
        assert found["dc:title"] == "Títle"
        assert list(found["dc:creator"]) == ["Ann"]
        assert found["dc:description"] == "Why"
        assert found["pdf:Keywords"] == "a, b"
        assert set(found["dc:language"]) == {"de"}
        assert str(pdf.Root.Lang) == "de"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def _pages(count: int, catalog: str = "", *objects: str) -> Prepared:
    return prepare(made_bytes(catalog, *objects, pages=count))


def _marked() -> Prepared:
    """Two pages with a bookmark each."""
    first = 6
    return _pages(
        2,
        "/Outlines 5 0 R",
        f"<< /Type /Outlines /First {first} 0 R /Last {first + 1} 0 R /Count 2 >>",
        f"<< /Title (one) /Parent 5 0 R /Next {first + 1} 0 R /Dest [3 0 R /Fit] >>",
        f"<< /Title (two) /Parent 5 0 R /Prev {first} 0 R /Dest [4 0 R /Fit] >>",
    )


def _walked(first: pikepdf.Object | None) -> list[str]:
    """The titles of a level, by /Next, each checked to lead back."""
    titles, before = [], None
    while first is not None:
        titles.append(str(first.Title))
        assert first.get("/Prev", None) == before
        before, first = first, first.get("/Next", None)
    return titles


@pytest.mark.parametrize(
    ("titles", "top"),
    [
        (["A", "B"], ["A", "B"]),
        (["", ""], ["one", "two", "one", "two"]),
        (["", "B"], ["one", "two", "B"]),
        (["A", ""], ["A", "one", "two"]),
    ],
)
def test_titles_and_bookmarks_are_neighbors(titles: list[str], top: list[str]) -> None:
    """Forwards, back, first and last, and as many as a reader shows."""
    with opened(assemble([_marked().part().titled(title) for title in titles]).pdf) as pdf:
        outline = pdf.Root.Outlines
        assert _walked(outline.First) == top
        assert str(outline.Last.Title) == top[-1]
        assert outline.Count == len(top)
        if titles[0]:
            assert outline.First.Count == -2
            assert _walked(outline.First.First) == ["one", "two"]
            assert outline.First.Dest[0].objgen == pdf.pages[0].obj.objgen
        assert outline.Last.Dest[0].objgen == pdf.pages[2 if titles[1] else 3].obj.objgen


@pytest.mark.parametrize(("mode", "has"), [("nested", True), ("parts", False), ("none", False)])
def test_an_outline_by_the_books_setting(mode: str, has: bool) -> None:
    """Only titles, or nothing; without a title a part then brings nothing, and the book has no outline at all."""
    options = BookOptions(outline=mode)  # type: ignore[arg-type]
    with opened(assemble([_marked()], options=options).pdf) as pdf:
        assert ("/Outlines" in pdf.Root) is has
        assert ("/PageMode" in pdf.Root) is has
    with opened(assemble([_marked().part().titled("A")], options=options).pdf) as pdf:
        assert ("/Outlines" in pdf.Root) is (mode != "none")
        assert ("/First" in pdf.Root.Outlines.First if mode != "none" else False) is has


def test_bookmarks_of_pages_left_out_stay_out() -> None:
    """The one that is left is first and last."""
    with opened(assemble([_marked().select("2")]).pdf) as pdf:
        assert _walked(pdf.Root.Outlines.First) == ["two"]
        assert pdf.Root.Outlines.Count == 1


def test_a_link_leads_to_its_page_of_the_book() -> None:
    """From its rectangle; beyond the book's end it leads to the last page."""
    part = _pages(2).part().linked([PageLink(1, (1, 2, 3, 4), 2), PageLink(0, (5, 6, 7, 8), 99)])
    with opened(assemble([part, _pages(1)]).pdf) as pdf:
        for index, target, rect in ((0, 2, [5, 6, 7, 8]), (1, 2, [1, 2, 3, 4])):
            (link,) = pdf.pages[index].obj.Annots
            assert link.Dest[0].objgen == pdf.pages[target].obj.objgen
            assert [float(value) for value in link.Rect] == rect
        assert "/Annots" not in pdf.pages[2].obj


@pytest.mark.parametrize(
    ("text", "operands"),
    [("#ff0080", b"1 0 0.502"), ("#f08", b"1 0 0.5333"), ("0000ff", b"0 0 1"), ("red", b"0 0 0"), ("", b"0 0 0")],
)
def test_colors_of_stamps(text: str, operands: bytes) -> None:
    """Six or three digits; what is no color is black."""
    assert color(text) == operands
