"""Findings about books before they are made, kept in the cache folder for the next process.

Checks are kept under the digest of a book's inputs (`model.input_key`), so that only what changed is looked at again;
what drawings told is kept under the digest of what they are drawn from. Anything here can be thrown away at any time.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from booklet.errors import InputError
from booklet.generate.checked import Checked, CheckedPage
from booklet.generate.plan import ChoiceMade
from booklet.model import Problem, Quarter, Severity
from booklet.page_types.contract import Heading
from booklet.page_types.drawing import Told
from booklet.private_files import private, private_folder
from booklet.whole_files import write_whole

_CHECKS = 2
"""Raised whenever equal inputs give other problems than before: then all books are looked at again."""
_MOST_TOLD_BYTES = 32 << 20
_MOST_READ = 64
"""Books of a quarter whose checks are held in memory; of the rest the file is read again."""
_WORTH_CLEARING = 1_000


@dataclass
class KeptChecks:
    """Checks by book and quarter, and within by the digest of the inputs.

    A file for each book and quarter, to which any process adds what it found, a line at a time. Where most of it is of
    inputs that are no more, whoever adds to it writes it anew.
    """

    folder: Path
    _read: OrderedDict[Path, _Read] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, book_id: str, quarter: Quarter) -> Mapping[str, Checked]:
        """Return what any process has kept so far; nothing, where nothing is kept or it cannot be read."""
        path = self._path(book_id, quarter)
        with self._lock:
            read = self._read.setdefault(path, _Read())
            self._read.move_to_end(path)
            while len(self._read) > _MOST_READ:
                self._read.popitem(last=False)
            read.go_on(path)
            return read.rows

    def version(self, book_id: str, quarter: Quarter) -> tuple[int, int]:
        """Return what is another as soon as more is kept."""
        return _inode_and_size(self._path(book_id, quarter))

    def keep(self, book_id: str, quarter: Quarter, found: Mapping[str, Checked], current: Collection[str]) -> None:
        """Keep these too; `current` are the digests of inputs as they are now, and others may be forgotten.

        A folder that cannot be written to keeps nothing.
        """
        path, known = self._path(book_id, quarter), self.of(book_id, quarter)
        is_crowded = len(known) > 2 * len(current) + _WORTH_CLEARING
        with suppress(OSError, InputError):
            private_folder(path.parent)
            if is_crowded:
                write_whole(path, _line({**{key: known[key] for key in current if key in known}, **found}), mode=0o600)
                return
            with open(path, "ab", buffering=0, opener=private) as file:  # a line at a time: others write too
                file.write(_line(found))

    def _path(self, book_id: str, quarter: Quarter) -> Path:
        return self.folder / f"{book_id}-{quarter}.{_CHECKS}.jsonl"


@dataclass
class _Read:
    """A file of checks as far as it was read."""

    rows: dict[str, Checked] = field(default_factory=dict)
    inode: int = 0
    place: int = 0

    def go_on(self, path: Path) -> None:
        """Read what was added since."""
        inode, size = _inode_and_size(path)
        if inode != self.inode or size < self.place:  # somebody began it anew
            self.rows, self.inode, self.place = {}, inode, 0
        if size == self.place:
            return
        with suppress(OSError), path.open("rb") as file:
            file.seek(self.place)
            rows = dict(self.rows)  # whoever has the former ones may be going through them
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self.place += len(line)
                with suppress(ValueError, KeyError, TypeError, IndexError):
                    rows.update(_from_json(json.loads(line)))
            self.rows = rows


@dataclass
class KeptTold:
    """Answers of drawings, by their keys: a line of a file each, to which any process adds."""

    path: Path
    _told: dict[str, Told] = field(default_factory=dict)
    _place: int = 0

    def get(self, key: str) -> Told | None:
        """Return what a drawing told, as far as it was read."""
        return self._told.get(key)

    def read(self) -> Mapping[str, Told]:
        """Read what any process has kept so far, and return all of it."""
        with suppress(OSError), self.path.open("rb") as file:
            if self.path.stat().st_size < self._place:  # somebody began it anew
                self._place = 0
            file.seek(self._place)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._place += len(line)
                with suppress(ValueError, KeyError, TypeError):
                    key, page_count, problems, headings = json.loads(line)
                    told = Told(page_count, tuple(map(_problem, problems)), tuple(Heading(*one) for one in headings))
                    self._told[key] = told
        return self._told

    def keep(self, told: Mapping[str, Told]) -> None:
        """Keep what drawings told, unless it is known."""
        new = {key: one for key, one in told.items() if self._told.get(key) != one}
        if not new:
            return
        self._told |= new
        lines = "".join(
            json.dumps([key, one.page_count, list(map(_plain, one.problems)), one.headings]) + "\n"
            for key, one in new.items()
        )
        with suppress(OSError):
            private_folder(self.path.parent)
            if _inode_and_size(self.path)[1] > _MOST_TOLD_BYTES:
                self.path.unlink()
            with open(
                self.path, "ab", buffering=0, opener=private
            ) as file:  # all lines in a single write: others write too
                file.write(lines.encode())


def _line(rows: Mapping[str, Checked]) -> bytes:
    return json.dumps(_as_json(rows), separators=(",", ":")).encode() + b"\n"


def _as_json(rows: Mapping[str, Checked]) -> dict[str, Any]:
    """Return plain data in which each page and each problem stands once: most are the same for all customers."""
    pages: dict[CheckedPage, int] = {}
    problems: dict[Problem, int] = {}
    plain = {
        digest: [
            [pages.setdefault(page, len(pages)) for page in checked.pages],
            [problems.setdefault(problem, len(problems)) for problem in checked.problems],
        ]
        for digest, checked in rows.items()
    }
    return {
        "pages": list(map(_plain_page, pages)),
        "problems": list(map(_plain, problems)),
        "rows": plain,
    }


def _from_json(plain: Mapping[str, Any]) -> Iterator[tuple[str, Checked]]:
    pages = list(map(_page, plain["pages"]))
    problems = [_problem(problem) for problem in plain["problems"]]
    for digest, (on_pages, found) in plain["rows"].items():
        yield digest, Checked(tuple(pages[place] for place in on_pages), tuple(problems[place] for place in found))


def _plain_page(page: CheckedPage) -> list[Any]:
    choice = asdict(page.choice) if page.choice else None
    return [page.page_id, page.title, page.page_count, choice, page.undrawn]


def _page(plain: list[Any]) -> CheckedPage:
    page_id, title, page_count, choice, undrawn = plain
    made = ChoiceMade(**{name: _tuple(value) for name, value in choice.items()}) if choice else None
    return CheckedPage(page_id, title, page_count, made, tuple(undrawn))


def _tuple(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _plain(problem: Problem) -> list[str]:
    return [
        problem.severity,
        problem.code,
        problem.message,
        problem.remedy,
        problem.page,
        problem.page_id,
        problem.subject,
    ]


def _problem(plain: list[str]) -> Problem:
    severity, code, message, remedy, page, page_id, subject = plain
    return Problem(Severity(severity), code, message, remedy, page=page, page_id=page_id, subject=subject)


def _inode_and_size(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_size
