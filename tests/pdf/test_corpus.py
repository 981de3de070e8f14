"""Every real file ends in a valid book that looks like it, or in an error with a sentence."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from booklet.errors import BookletError
from booklet.pdf import assemble, prepare
from tests.pdf.conftest import complaints, corpus_files, look_alike, pictures

REFUSED = {
    "broken--corrupted.pdf": "damaged",
    "broken--empty.pdf": "not a PDF",
    "broken--malformed-pdf.pdf": "damaged",
    "encrypted--encrypted_old.pdf": "password",
    "form-xfa--xfa_issue14315.pdf": "XFA",
    "hostile--deep-pages.pdf": "damaged",
}


@pytest.mark.parametrize(("name", "password"), corpus_files())
def test_every_file_gives_a_valid_book_or_a_sentence(
    name: str, password: str | None, corpus: Path, tmp_path: Path
) -> None:
    """Twice in one book: qpdf has no complaint, and PDFium shows each page as it shows the original."""
    path = corpus / "pdf" / name
    if name in REFUSED:
        with pytest.raises(BookletError, match=REFUSED[name]):
            prepare(path, password=password)
        return
    prepared = prepare(path, password=password)
    out = tmp_path / "book.pdf"
    made = assemble([prepared, prepared], out)
    assert not complaints(out)
    assert made.page_count == 2 * prepared.page_count
    book = out.read_bytes()
    try:
        originals = pictures(path.read_bytes(), password=password)
    except pypdfium2.PdfiumError:
        return  # PDFium does not open it, repaired or not
    for copy in (0, prepared.page_count):
        for number, picture in enumerate(pictures(book, first=copy, most=len(originals))):
            assert look_alike(picture, originals[number]), f"page {number + 1}"
