"""Many books as an archive: the same books give the same archive, byte by byte."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from booklet.whole_files import written_whole

_EVERYBODY_READS = 0o644 << 16  # without it, nobody may read what unzip writes


def write_archive(out: Path | str | BinaryIO, books: Iterable[tuple[str, bytes]]) -> None:
    """Write (name, PDF) pairs as a zip, one in memory at a time; under a path it is there whole or not at all.

    Names must differ: see `file_names`. Raises InputError where the path cannot be written.
    """
    if isinstance(out, Path | str):
        with written_whole(Path(out)) as target:
            write_archive(target, books)
        return
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # PDFs are compressed already
        for name, pdf in books:
            entry = zipfile.ZipInfo(name)  # with a fixed time, 1980
            entry.external_attr = _EVERYBODY_READS
            archive.writestr(entry, pdf)
