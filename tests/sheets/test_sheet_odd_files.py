"""Files that other libraries stumble over: those that mean well are drawn, those that do not are stopped."""

from __future__ import annotations

import random
import re
import time

import pytest

from booklet.errors import BookletError, InputError, LimitExceeded, UnsupportedFile
from booklet.sheets import Limits, RenderOptions, render
from tests.sheets.packages import BOOK, SHEET, changed, packed, parts_of, small, with_sheet
from tests.sheets.paper import Paper

ROWS = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'


def _swapped(part: str, old: bytes, new: bytes) -> bytes:
    def swap(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return changed(swap)


def _renamed(rename: dict[str, str]) -> bytes:
    return packed({rename.get(name, name): data for name, data in parts_of(small()).items()})


def _with_dde(parts: dict[str, bytes]) -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" '
    parts["xl/externalLinks/externalLink1.xml"] = link + b'ddeTopic="/c calc"/></externalLink>'
    parts[SHEET] = parts[SHEET].replace(b"<f>A2*2</f><v />", b"<f>[1]!x</f><v>14</v>")
    parts[SHEET] = parts[SHEET].replace(b"<f>A2*2</f><v></v>", b"<f>[1]!x</f><v>14</v>")


def _with_pivot_cache(parts: dict[str, bytes]) -> None:
    caches = b'<pivotCaches><pivotCache cacheId="1" r:id="rId99" xmlns:r="http://schemas.openxmlformats.org/'
    caches += b'officeDocument/2006/relationships"/></pivotCaches></workbook>'
    parts[BOOK] = parts[BOOK].replace(b"</workbook>", caches)
    parts["xl/pivotCache/pivotCacheDefinition1.xml"] = b"<not xml"


@pytest.mark.parametrize(
    "data",
    [
        _renamed({SHEET: "XL/Worksheets/SHEET1.xml", "xl/styles.xml": "xl/Styles.XML"}),
        packed({name.replace("/", "\\"): data for name, data in parts_of(small()).items()}),
        _renamed({name: f"/{name}" for name in parts_of(small())}),
        _swapped(SHEET, b'<row r="1"', b'<row r="1" ht="1E1" customHeight="yes" spans="x"'),
        _swapped(SHEET, b'<row r="1"', b'<row r="1" ht="15,75"'),
        _swapped(SHEET, b'<row r="2"', b'<row r="2" ht="NaN" x14ac:dyDescent="0" xmlns:x14ac="x"'),
        _swapped(SHEET, b"<sheetData>", b'<dimension ref="A1:#REF!"/><sheetData>'),
        changed(_with_dde),
        changed(_with_pivot_cache),
        changed(lambda parts: parts.pop("docProps/core.xml")),
        changed(lambda parts: parts.pop("xl/theme/theme1.xml")),
        changed(lambda parts: parts.pop("xl/styles.xml")),
    ],
    ids=[
        "case",
        "backslash",
        "slash",
        "height",
        "comma",
        "nan",
        "dimension",
        "dde",
        "pivot",
        "core",
        "theme",
        "styles",
    ],
)
def test_what_openpyxl_fails_on_is_drawn(data: bytes) -> None:
    """Part names in another case or with other slashes, odd heights, pivot caches, DDE links, missing parts."""
    text = Paper(render(data)).text()
    assert re.search(r"(words|\b0\b)\s+7\s+14", text), text


def test_missing_shared_strings_leave_the_numbers() -> None:
    """Texts that are not in the file cannot be shown; all else is."""
    cells = b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>x</v></c><c r="C1"><v>7</v></c>'
    assert Paper(render(with_sheet(cells + b"</row></sheetData>"))).text().strip() == "7"


@pytest.mark.parametrize(
    ("data", "limit"),
    [
        (with_sheet(b"<sheetData>" + b"<row/>" * 9 + b"</sheetData>" + b" " * 60_000_000), "part_ratio"),
        (with_sheet(b'<sheetData><row r="1"><c r="A1" t="str"><v>' + b"ab" * 9_000_000 + b"</v></c></row></sheetData>"),
         "letters"),
        (with_sheet(b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), "pages"),
    ],
    ids=["bomb", "letters", "pages"],
)  # fmt: skip
def test_what_is_too_much_is_refused_by_the_limit(data: bytes, limit: str) -> None:
    """Each message names what was too much, the limit, and what to do."""
    with pytest.raises(LimitExceeded, match=f"`{limit}`") as refused:
        render(data)
    assert str(refused.value).count(". ") >= 1


def test_time_and_memory_are_limited() -> None:
    """The process is stopped, whatever it does; the program goes on."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 60_000))
    data = with_sheet(b"<sheetData>" + rows + b"</sheetData>")
    started = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"longer than 0\.5 seconds.*`seconds`"):
        render(data, options=RenderOptions(limits=Limits(seconds=0.5)))
    assert time.monotonic() - started < 30
    with pytest.raises(LimitExceeded, match=r"more than 150 MB of memory.*`memory_bytes`"):
        render(data, options=RenderOptions(limits=Limits(memory_bytes=150 << 20)))
    assert render(with_sheet(ROWS)).page_count == 1


@pytest.mark.parametrize(
    "inner",
    [
        b"".join(b'<mergeCell ref="A%d:C%d"/>' % (n * 2 + 1, n * 2 + 2) for n in range(50_000)),
        b'<cols><col min="1" max="16384" width="9" style="0"/></cols>',
        b"".join(b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="duplicateValues" priority="%d"/>'
                 b"</conditionalFormatting>" % n for n in range(1, 500)),
    ],
    ids=["merges", "columns", "conditions"],
)  # fmt: skip
def test_much_of_nothing_costs_little(inner: bytes) -> None:
    """50,000 merged areas, 16,384 columns and endless conditions around one cell are one page."""
    inner = b"<mergeCells>" + inner + b"</mergeCells>" if b"mergeCell" in inner else inner
    before, after = (inner, b"") if b"<cols>" in inner else (b"", inner)
    assert render(with_sheet(before + ROWS + after)).page_count == 1


def _text_or_sentence(data: bytes) -> str:
    """The text of the first page, or what the error says."""
    try:
        made = render(data, options=RenderOptions(apart=False, limits=Limits(pages=50)))
    except BookletError as said:
        return str(said)
    return Paper(made).text() + "\f"


def test_files_outside_are_never_read() -> None:
    """An entity that names a file of the machine is refused, or stands for nothing."""
    cell = b'<sheetData><row r="1"><c r="A1" t="str"><v>&e;</v></c></row></sheetData>'
    for space in (b"", b" " * 9_000):
        attack = b'<?xml version="1.0"?>' + space + b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        assert "root" not in _text_or_sentence(with_sheet(cell, attack))


def test_entities_do_not_multiply() -> None:
    """A billion laughs end in a sentence, also behind more white space than the first look takes in."""
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    prolog = b'<?xml version="1.0"?>' + b" " * 9_000 + b'<!DOCTYPE x [<!ENTITY a0 "ha">' + laughs + b"]>"
    cell = b'<sheetData><row r="1"><c r="A1" t="str"><v>&a9;</v></c></row></sheetData>'
    with pytest.raises((UnsupportedFile, InputError), match=r"\."):
        render(with_sheet(cell, prolog))


_WORDS = (b"0", b"-1", b"9" * 30, b"NaN", b"", b"A1:XFD1048576", b"#REF!", b"\xff\xfe", b"1E999", b"true", b"rId999")


def _mutated(parts: dict[str, bytes], chance: random.Random) -> bytes:
    """One to three changes: an attribute or a text exchanged, a piece cut out or doubled, a part lost."""
    parts = dict(parts)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        data = parts[name]
        places = [match.span(1) for match in re.finditer(rb'="([^"]*)"|>([^<]+)<', data) if match[1] is not None]
        match chance.randrange(4):
            case 0 | 1 if places:
                start, end = chance.choice(places)
                parts[name] = data[:start] + chance.choice(_WORDS) + data[end:]
            case 2:
                start, size = chance.randrange(len(data) + 1), chance.randrange(40)
                parts[name] = data[:start] + data[start : start + size] * chance.choice((0, 2)) + data[start + size :]
            case _:
                if len(parts) > 3 and chance.random() < 0.3:
                    del parts[name]
    return packed(parts)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_ends_in_pages_or_a_sentence(seed: int) -> None:
    """Mutated parts never end in anything but pages or an error of Booklet that says what to do."""
    chance, parts = random.Random(seed), parts_of(small())
    for _ in range(25):
        assert _text_or_sentence(_mutated(parts, chance)).endswith((".", "\f"))
