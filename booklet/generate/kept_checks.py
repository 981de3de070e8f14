"""Findings about books before they are made, kept in the cache folder for the next process.

Checks are kept under the digest of a book's inputs (`model.input_key`), so that only what changed is looked at again;
what drawings told is kept under the digest of what they are drawn from. Anything here can be thrown away at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from booklet.errors import InputError
from booklet.generate.checked import Checked, CheckedPage
from booklet.generate.plan import ChoiceMade
from booklet.model import Problem, Quarter, Severity
from booklet.page_types.contract import Heading
from booklet.page_types.drawing import Told
from booklet.whole_files import write_whole

_CHECKS = 1
"""Raised whenever equal inputs give other problems than before: then all books are looked at again."""
_MOST_TOLD_BYTES = 32 << 20
_STATES = tuple[int, int, int]


@dataclass
class KeptChecks:
    """Checks by book and quarter, and within by the digest of the inputs."""

    folder: Path
    _read: dict[Path, tuple[_STATES, dict[str, Checked]]] = field(default_factory=dict)

    def of(self, book_id: str, quarter: Quarter) -> Mapping[str, Checked]:
        """Return what is kept; nothing, where nothing is kept or it cannot be read."""
        path = self._path(book_id, quarter)
        state = _state_of(path)
        if state is None:
            return {}
        if path not in self._read or self._read[path][0] != state:
            rows: dict[str, Checked] = {}
            with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
                rows = dict(_from_json(json.loads(path.read_bytes())))
            self._read[path] = state, rows
        return self._read[path][1]

    def keep(self, book_id: str, quarter: Quarter, rows: Mapping[str, Checked]) -> None:
        """Keep these in the place of what was kept; a folder that cannot be written to keeps nothing."""
        path = self._path(book_id, quarter)
        with suppress(OSError, InputError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, json.dumps(_as_json(rows), separators=(",", ":")).encode())

    def _path(self, book_id: str, quarter: Quarter) -> Path:
        return self.folder / f"{book_id}-{quarter}.json"


@dataclass
class KeptTold:
    """Answers of drawings, by their keys: a line of a file each, to which any process adds."""

    path: Path
    _told: dict[str, Told] = field(default_factory=dict)
    _place: int = 0

    def all(self) -> Mapping[str, Told]:
        """Return all that any process has kept so far."""
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
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if _size_of(self.path) > _MOST_TOLD_BYTES:
                self.path.unlink()
            with self.path.open("ab", buffering=0) as file:  # all lines in a single write: others write too
                file.write(lines.encode())


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
        "checks": _CHECKS,
        "pages": [asdict(page) for page in pages],
        "problems": list(map(_plain, problems)),
        "rows": plain,
    }


def _from_json(plain: Mapping[str, Any]) -> Iterator[tuple[str, Checked]]:
    if plain["checks"] != _CHECKS:
        return
    pages = [_page(**page) for page in plain["pages"]]
    problems = [_problem(problem) for problem in plain["problems"]]
    for digest, (on_pages, found) in plain["rows"].items():
        yield digest, Checked(tuple(pages[place] for place in on_pages), tuple(problems[place] for place in found))


def _page(choice: Mapping[str, Any] | None, undrawn: Iterable[str], **known: Any) -> CheckedPage:
    made = ChoiceMade(**{name: _tuple(value) for name, value in choice.items()}) if choice else None
    return CheckedPage(choice=made, undrawn=tuple(undrawn), **known)


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


def _state_of(path: Path) -> _STATES | None:
    """Return what tells that a file was replaced; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
