"""The files of a snapshot, each read and prepared once for all customers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar, cast

from booklet.errors import InputError, NotFound
from booklet.model import FileInput, Problem, Severity
from booklet.page_types import DrawnWorkbook, SheetOptions
from booklet.pdf import Prepared, prepare
from booklet.sheets import Placeholder, RenderOptions, SheetProblem, WorkbookInfo, inspect, render, require_sheets

Made = TypeVar("Made")

_MOST_SHOWN = 5
_PAPERS = {"Letter": 1, "A4": 9}


class Contents(Protocol):
    """The source of files' bytes."""

    def read(self, sha256: str) -> bytes:
        """Return the content, checked against its hash. Raises NotFound or DamagedFile."""
        ...


@dataclass
class PreparedFiles:
    """Prepared PDFs and drawn workbooks by content, shared by all threads of a process; the oldest use goes first."""

    capacity: int = 128
    _kept: OrderedDict[object, object] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: object, make: Callable[[], Made]) -> Made:
        """Return the thing kept under `key`, made where it is not; if two threads make it, a single one is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(Made, self._kept[key])
        made = make()
        with self._lock:
            kept = cast(Made, self._kept.setdefault(key, made))
            while len(self._kept) > self.capacity:
                self._kept.popitem(last=False)
        return kept


@dataclass(frozen=True)
class SnapshotFiles:
    """`booklet.page_types.Files` over the files that a snapshot names."""

    inputs: Mapping[str, FileInput]
    """By upload id."""
    contents: Contents
    password_of: Callable[[str], str]
    """The password of an upload, by its id; "" for none."""
    prepared_files: PreparedFiles
    cache: Path
    """Where prepared uploads are kept for the next process."""

    def prepared(self, upload_id: str) -> Prepared:
        """Return a PDF ready to be placed. Errors name the file."""
        file = self._file(upload_id)
        with _naming(file.name):
            return self.prepared_files.get(file.sha256, lambda: self._prepare(file, upload_id))

    def drawn(self, upload_id: str, options: SheetOptions) -> DrawnWorkbook:
        """Return a workbook drawn with these options. Errors name the file."""
        file = self._file(upload_id)
        key = (file.sha256, file.name, options)  # the name is drawn too, by `&F`, and stands in the problems
        with _naming(file.name):
            return self.prepared_files.get(key, lambda: self._draw(file, upload_id, options))

    def placeholders(self, upload_id: str) -> tuple[Placeholder, ...]:
        """Return the places of a workbook that can be filled. Errors name the file."""
        file = self._file(upload_id)
        with _naming(file.name):
            return self._inspected(file, upload_id).placeholders

    def require_sheets(self, upload_id: str, names: Sequence[str]) -> None:
        """Raise NotFound for a sheet that a workbook does not have. Errors name the file."""
        file = self._file(upload_id)
        with _naming(file.name):
            require_sheets(names, [sheet.name for sheet in self._inspected(file, upload_id).sheets])

    def _prepare(self, file: FileInput, upload_id: str) -> Prepared:
        password = self.password_of(upload_id) or None
        return prepare(self.contents.read(file.sha256), password=password, cache=self.cache)

    def _draw(self, file: FileInput, upload_id: str, options: SheetOptions) -> DrawnWorkbook:
        how = RenderOptions(
            renderer="libreoffice" if options.renderer == "libreoffice" else "native",
            fit_width=options.fit_width,
            landscape={"": None, "portrait": False}.get(options.orientation, True),
            scale=options.scale or None,
            default_paper=_PAPERS.get(options.paper, _PAPERS["A4"]),
            file_name=file.name,
            tagged=options.tagged,
        )
        if options.printed_on:
            how = replace(how, created=datetime.combine(options.printed_on, time()))
        made = render(
            self.contents.read(file.sha256),
            sheets=options.sheets or None,
            password=self.password_of(upload_id) or None,
            values=dict(options.values),
            options=how,
        )
        prepared = prepare(made.pdf, lasting=not options.values)
        return DrawnWorkbook(prepared, _problems(made.problems, file.name), made.suggestions)

    def _inspected(self, file: FileInput, upload_id: str) -> WorkbookInfo:
        def made() -> WorkbookInfo:
            return inspect(self.contents.read(file.sha256), password=self.password_of(upload_id) or None)

        return self.prepared_files.get(("inspected", file.sha256), made)

    def _file(self, upload_id: str) -> FileInput:
        if not upload_id:
            raise NotFound("No file is chosen for the page. Choose one in the page's settings.")
        if upload_id not in self.inputs:
            raise NotFound(
                "The file that the page uses is no longer among the uploads. Choose another one in the page's settings."
            )
        return self.inputs[upload_id]


class _naming:
    """A context that puts the file's name before the message of an error: the engine knows contents only."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, InputError | NotFound) and self.name not in str(error):
            raise type(error)(f"{self.name}: {error}") from error


def _problems(found: Sequence[SheetProblem], file: str) -> tuple[Problem, ...]:
    """Return a workbook's problems, the first few of each sheet in full: nobody reads hundreds that are alike."""
    problems: list[Problem] = []
    for (sheet, severity), group in groupby(sorted(found, key=_sheet_and_severity), key=_sheet_and_severity):
        alike = list(group)
        problems.extend(_problem(one, file) for one in alike[:_MOST_SHOWN])
        if more := alike[_MOST_SHOWN:]:
            cells = ", ".join(one.cell for one in more[:_MOST_SHOWN] if one.cell)
            message = f"{file}, sheet {sheet}: {len(more)} more problems of this kind" + (
                f", at {cells} …" if cells else ""
            )
            problems.append(Problem(_severity(severity), "worksheet", f"{message}.", "", subject=sheet))
    return tuple(problems)


def _problem(found: SheetProblem, file: str) -> Problem:
    where = f"{file}, sheet {found.sheet}" + (f", cell {found.cell}" if found.cell else "")
    message = f"{where}: {found.message}"
    return Problem(_severity(found.severity), "worksheet", message, found.remedy, subject=found.cell or found.sheet)


def _severity(severity: str) -> Severity:
    return Severity.ERROR if severity == "error" else Severity.WARNING


def _sheet_and_severity(problem: SheetProblem) -> tuple[str, str]:
    return problem.sheet, problem.severity
