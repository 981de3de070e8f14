"""The zip archive that a workbook is: its parts and how they refer to each other (ECMA-376 part 2).

Names are compared without regard to case, and with either slash, because some programs write them so. Nothing is ever
written to disk under a name from the archive.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import IO
from urllib.parse import unquote

from booklet.errors import DamagedFile, InputError, LimitExceeded, UnsupportedFile
from booklet.sheets.read.xml import UNREADABLE, parse
from booklet.sheets.render_options import MEGABYTE, Limits

_BOMB_FROM_BYTES = 20 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of the relationship's type; `target` a part's name, or an address when `external`."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of one workbook, read when asked for."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise DamagedFile(
                f"The file is not a workbook that can be read ({error}). Open it in Excel and save it again as .xlsx."
            ) from error
        self._limits = limits
        self._entries = {_plain(entry.filename): entry for entry in self._zip.infolist()}
        self._check_size()

    def _check_size(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > self._limits.parts:
            raise LimitExceeded(
                f"The workbook has {len(entries):,} parts, and {self._limits.parts:,} are allowed. "
                "Remove what it does not need, or raise the limit `parts`."
            )
        total = sum(entry.file_size for entry in entries)
        if total > self._limits.unpacked_bytes:
            raise LimitExceeded(
                f"The workbook unpacks to {total / MEGABYTE:,.0f} MB, and "
                f"{self._limits.unpacked_bytes / MEGABYTE:,.0f} MB are allowed. Split it, or raise the limit."
            )

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def names(self) -> list[str]:
        """Return the names of all parts, in lower case."""
        return list(self._entries)

    def open(self, name: str) -> IO[bytes]:
        """Open a part as a stream that never gives more than its directory entry promised. Raises DamagedFile."""
        entry = self._entries.get(_plain(name))
        if entry is None:
            raise DamagedFile(
                f"The workbook has no part {name}. Open it in Excel, let it repair the file, and save it."
            )
        self._refuse_bomb(entry)
        try:
            return self._zip.open(entry)
        except UNREADABLE as error:
            raise _unreadable(name, error) from error

    def read(self, name: str) -> bytes:
        """Return a whole part. Raises DamagedFile or LimitExceeded."""
        try:
            with self.open(name) as part:
                return part.read()
        except InputError:
            raise
        except UNREADABLE as error:
            raise _unreadable(name, error) from error

    def letters(self) -> set[str]:
        """Return all letters in the parts that can be read, those of names and formulas too."""
        found: set[str] = set()
        for name in self._entries:
            if name.endswith(".xml"):
                with suppress(InputError):
                    found.update(unescape(self.read(name).decode(errors="ignore")))  # some write "&#5024;"
        return found

    def _refuse_bomb(self, entry: zipfile.ZipInfo) -> None:
        size, packed = entry.file_size, max(entry.compress_size, 1)
        bomb = size > _BOMB_FROM_BYTES and size > packed * self._limits.part_ratio
        if bomb or size > self._limits.part_bytes:
            raise LimitExceeded(
                f"The workbook's part {entry.filename} unpacks from {packed / MEGABYTE:,.1f} to "
                f"{size / MEGABYTE:,.0f} MB, which is more than is allowed. Remove unused cells and formats, or raise "
                "the limits `part_bytes` and `part_ratio`."
            )

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relations of a part by id; `name` "" asks for the package's own."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return {}
        found = {}
        for element in parse(self.read(rels), rels):
            external = element.get("TargetMode", "").lower() == "external"
            target = element.get("Target", "")
            id_, kind = element.get("Id", ""), element.get("Type", "").rpartition("/")[2]
            found[id_] = Relation(id_, kind, target if external else _join(folder, target), external)
        return found

    def related(self, name: str, kind: str) -> list[str]:
        """Return the names of the parts of one kind that a part refers to, and that exist."""
        return [
            relation.target
            for relation in self.relations(name).values()
            if relation.kind == kind and not relation.external and relation.target in self
        ]

    def workbook_part(self) -> str:
        """Return the name of the workbook's main part. Raises UnsupportedFile where this is no workbook."""
        for name in self.related("", "officeDocument"):
            if name.lower().endswith((".xml", ".bin")):
                return name
        for name in self._entries:  # a mangled package may still have a workbook
            if name.endswith(("xl/workbook.xml", "xl/workbook.bin")):
                return name
        raise UnsupportedFile("The file is a zip archive, but not an Excel workbook. Choose an .xlsx or .xlsm file.")


def _plain(name: str) -> str:
    return posixpath.normpath(unquote(name).replace("\\", "/")).lstrip("/.").lower()


def _join(folder: str, target: str) -> str:
    target = unquote(target).replace("\\", "/")
    return posixpath.normpath(target if target.startswith("/") else posixpath.join(folder, target)).lstrip("/")


def _unreadable(name: str, error: Exception) -> DamagedFile:
    return DamagedFile(
        f"The workbook's part {name} is damaged ({error}). Open the workbook in Excel, let it repair the file, and "
        "save it again."
    )
