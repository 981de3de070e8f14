"""The imports of a worker's process: it is started for a few hundred books, and each library costs as much as some."""

from __future__ import annotations

import subprocess
import sys

_NOT_NEEDED = {
    *("pandas", "openpyxl", "reportlab", "pikepdf", "pypdfium2", "PIL", "markdown_it", "python_calamine", "numpy"),
    *("rule_engine", "rapidfuzz", "streamlit", "bcrypt"),
}


def test_a_worker_imports_no_library_before_a_book_needs_it() -> None:
    """Of the libraries that only some books need, none is there when a worker begins."""
    call = [sys.executable, "-c", "import booklet.jobs.process, sys; print(*sys.modules)"]
    said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    there = {name.partition(".")[0] for name in said.split()}
    assert there & _NOT_NEEDED == set()
    assert {"booklet", "duckdb", "jinja2"} <= there
