"""docs/kept-books.md keeps its word: a book is put together again without Booklet."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from booklet import Page, Workspace
from tests.conftest import DEMO, QUARTER, ROOT

PAGE = (ROOT / "docs" / "kept-books.md").read_text()


def _put_together(workspace: Workspace, sha256: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Run the page's program in an interpreter that has nothing but the standard library."""
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len([line for line in program.splitlines() if line.strip()]) <= 10
    refuse = "import sys; sys.modules['booklet'] = None\n"
    command = [sys.executable, "-I", "-S", "-c", refuse + program, workspace.folder / "files", sha256, out]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_book_is_put_together_by_the_lines_of_the_page(empty: Workspace, tmp_path: Path) -> None:
    """The whole file, byte for byte; a damaged piece is found."""
    for name in ("investment-guide.pdf", "service-plans.pdf"):
        empty.uploads.add(DEMO / name)
    empty.customers.add("Ann")
    pages = [Page("static", name, {"upload": name}) for name in ("investment-guide.pdf", "service-plans.pdf")]
    empty.books.save("Kit", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"}), *pages])
    made = empty.generate("Kit", "Ann", QUARTER)
    pieces = list(empty.folder.glob("files/pieces/??/*"))
    assert pieces
    ran = _put_together(empty, made.sha256, tmp_path / "book.pdf")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "book.pdf").read_bytes() == made.pdf
    pieces[0].write_bytes(b"rotten")
    assert "a piece is damaged" in _put_together(empty, made.sha256, tmp_path / "damaged.pdf").stderr
    assert not (tmp_path / "damaged.pdf").exists()


def test_the_setting_keeps_plain_files(empty: Workspace) -> None:
    """Then there is nothing to put together."""
    empty.settings.set(whole_files=True)
    empty.uploads.add(DEMO / "investment-guide.pdf")
    empty.customers.add("Ann")
    empty.books.save("Guide", pages=[Page("static", "Guide", {"upload": "investment-guide.pdf"})])
    made = empty.generate("Guide", "Ann", QUARTER)
    batch = empty.generate_batch("Guide", QUARTER, force=True)
    assert [item.made.sha256 for item in batch.made if item.made] == [made.sha256]
    path = empty.folder / "files" / made.sha256[:2] / f"{made.sha256}.pdf"
    assert path.read_bytes() == made.pdf
    assert not list(empty.folder.glob("files/**/*.pieces"))
