"""Pages: found in any tree, with what they inherit, put right where they are wrong."""

from __future__ import annotations

import pytest

from booklet.errors import DamagedFile
from booklet.pdf.document.document import Document
from booklet.pdf.document.page_tree import visible_box
from booklet.pdf.source.normalize import normalize
from tests.pdf.made_sources import made_bytes, made_document


def _boxes(page: str) -> tuple[float, ...]:
    return visible_box(made_document("", page={0: page}).source_pages[0].entries)


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("", (0, 0, 200, 300)),
        ("/CropBox [10 20 110 220]", (10, 20, 110, 220)),
        ("/CropBox [110 220 10 20]", (10, 20, 110, 220)),
        ("/CropBox [-50 -50 100 900]", (0, 0, 100, 300)),
        ("/CropBox [500 500 600 600]", (0, 0, 200, 300)),
        ("/CropBox [5 5 5 5]", (0, 0, 200, 300)),
        ("/CropBox [1 2 3]", (0, 0, 200, 300)),
        ("/CropBox (none)", (0, 0, 200, 300)),
    ],
)
def test_the_visible_part_is_the_crop_box_within_the_media_box(page: str, seen: tuple[float, ...]) -> None:
    """Corners in any order; a box of no size, or beside the page, is none (14.11.2)."""
    assert _boxes(page) == seen


@pytest.mark.parametrize(
    ("page", "size"),
    [
        ("", (200, 300, 0)),
        ("/Rotate 90", (300, 200, 90)),
        ("/Rotate 180", (200, 300, 180)),
        ("/Rotate -90", (300, 200, 270)),
        ("/Rotate 450", (300, 200, 90)),
        ("/Rotate 100", (300, 200, 90)),
        ("/Rotate (up)", (200, 300, 0)),
        ("/UserUnit 2", (400, 600, 0)),
        ("/UserUnit 0", (200, 300, 0)),
        ("/UserUnit 2 /Rotate 270", (600, 400, 270)),
    ],
)
def test_a_page_is_as_large_as_its_reader_sees_it(page: str, size: tuple[float, float, int]) -> None:
    """Turned by quarters, scaled by its unit; nonsense is passed over."""
    (info,) = made_document("", page={0: page}).pages
    assert (info.width_pt, info.height_pt, info.rotation) == size


def test_what_a_page_does_not_say_comes_from_above() -> None:
    """The nearest node that says it counts, and the page's own word before all."""
    data = made_bytes("", "<< /Count 1 /Kids [5 0 R] /Parent 2 0 R /Rotate 180 >>", "<< /Type /Page /Parent 4 0 R >>")
    data = data.replace(b"/Count 1 /Kids [3 0 R]", b"/Count 2 /Kids [3 0 R 4 0 R]/MediaBox[0 0 70 80]/Rotate 90")
    pages = Document(normalize(data).source).pages
    assert [(page.width_pt, page.height_pt, page.rotation) for page in pages] == [(300, 200, 90), (70, 80, 180)]


def test_pages_are_in_the_order_of_the_tree_and_come_once() -> None:
    """As a page range counts them."""
    document = made_document("", pages=5)
    assert document.page_count == 5
    assert len({page.number for page in document.source_pages}) == 5
    assert [document.page_index[page.number] for page in document.source_pages] == [0, 1, 2, 3, 4]


def test_a_document_without_pages_is_damaged() -> None:
    """A sentence, not an empty book."""
    with pytest.raises(DamagedFile):
        made_document("", pages=0)
