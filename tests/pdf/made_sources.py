"""Small uploads, of objects written as PDF, opened as the engine opens them."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf

from booklet.pdf.document.document import Document
from booklet.pdf.source.normalize import normalize
from booklet.pdf.source.object_table import Source

FIRST_PAGE = 3
"""Number of the first page's object in what `made_bytes` makes; the others follow."""


def made_bytes(catalog: str, *objects: str, pages: int = 1, page: Mapping[int, str] | None = None) -> bytes:
    """A PDF whose catalog has further entries.

    Its objects are the catalog (1), the page tree (2), the pages (from 3), then `objects`, in that order; `page` has
    further entries of pages by index.
    """
    kids = " ".join(f"{FIRST_PAGE + index} 0 R" for index in range(pages))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        *(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] {(page or {}).get(index, '')} >>"
            for index in range(pages)
        ),
        *objects,
    ]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def made_source(catalog: str, *objects: str, pages: int = 1, page: Mapping[int, str] | None = None) -> Source:
    """The same, normalized; qpdf numbers the objects anew."""
    return normalize(made_bytes(catalog, *objects, pages=pages, page=page)).source


def made_document(catalog: str, *objects: str, pages: int = 1, page: Mapping[int, str] | None = None) -> Document:
    """The same, with its pages read."""
    return Document(made_source(catalog, *objects, pages=pages, page=page))


def reopened(data: bytes) -> pikepdf.Pdf:
    """A file as pikepdf reads it."""
    return pikepdf.open(io.BytesIO(data))
