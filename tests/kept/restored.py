"""A kept workspace as a real folder again."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

KEPT = Path(__file__).parent


def restored(name: str, folder: Path) -> Path:
    """Restore the kept workspace `name` into `folder`, as the version that made it left it; gives `folder`."""
    shutil.copytree(KEPT / name / "files", folder / "files")
    database = KEPT / name / "database"
    with duckdb.connect(folder / "booklet.duckdb", config={"file_search_path": str(database)}) as raw:
        for script in ("schema.sql", "load.sql"):
            raw.execute((database / script).read_text("utf-8"))
    return folder
