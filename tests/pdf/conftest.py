"""Real files for the engine's tests, and what other libraries see in a book."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from booklet.pdf import Prepared, prepare
from tests.conftest import CORPUS, DEMO

Picture = np.ndarray


def corpus_files() -> list[tuple[str, str | None]]:
    """(name, password to open it) of every PDF of the corpus; empty where the corpus is not there."""
    index = CORPUS / "index.json"
    if not index.is_file():
        return []
    files = [entry for entry in json.loads(index.read_text()) if entry["path"].endswith(".pdf")]
    return [(entry["path"].removeprefix("pdf/"), _password(entry.get("password"))) for entry in files]


def _password(text: str | None) -> str | None:
    """The index says "user foo / owner bar" where there are two."""
    return text.split(" / ")[0].removeprefix("user ") if text else None


@pytest.fixture
def w9() -> Prepared:
    """The demo's form, with text fields and check boxes."""
    return prepare(DEMO / "fw9.pdf")


@pytest.fixture
def brochure() -> Prepared:
    """The demo's guide: six pages with bookmarks."""
    return prepare(DEMO / "investment-guide.pdf")


@pytest.fixture
def real(corpus: Path) -> Callable[[str], Prepared]:
    """Prepares a file of the corpus by its name."""
    return lambda name: prepare(corpus / "pdf" / name)


def opened(data: bytes) -> pikepdf.Pdf:
    """A book as pikepdf reads it."""
    return pikepdf.open(io.BytesIO(data))


def complaints(path: Path) -> str:
    """What qpdf says against a file; empty where it has nothing to say."""
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr + done.stdout


def pictures(data: bytes, *, first: int = 0, most: int = 3, password: str | None = None) -> list[Picture]:
    """Small pictures of some pages, by PDFium."""
    pdf = pypdfium2.PdfDocument(data, password=password)
    pages = [pdf[index] for index in range(first, min(len(pdf), first + most))]
    return [page.render(scale=min(1.0, 400 / max(page.get_size()))).to_numpy().astype(np.int16) for page in pages]


def look_alike(one: Picture, other: Picture) -> bool:
    """Whether two pictures differ in at most a few points."""
    return one.shape == other.shape and bool((np.abs(one - other) > 12).mean() < 0.001)


def unpacked(data: bytes) -> bytes:
    """A book with all streams decoded, to search it for what must not be in it."""
    out = io.BytesIO()
    with opened(data) as pdf:
        pdf.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
        )
    return out.getvalue()
