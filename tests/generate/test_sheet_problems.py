"""The problems of drawn workbooks: the first few in full, and each with its file, sheet and cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from booklet.errors import BookletError, DamagedFile, InputError, NotFound
from booklet.generate import files as files_module
from booklet.generate.files import PreparedFiles, SnapshotFiles, _problems
from booklet.model import FileInput, Problem
from booklet.page_types import SheetOptions
from booklet.sheets import SheetProblem


def _problem(cell: str | None, sheet: str = "Fees", severity: Literal["error", "warning"] = "warning") -> SheetProblem:
    return SheetProblem(severity, sheet, cell, "It is cut off.", "Make it wider.")


def _told(*found: SheetProblem) -> list[Problem]:
    return list(_problems(found, "a.xlsx"))


def test_a_problem_names_its_cell() -> None:
    """With the file and the sheet; one of a whole sheet has no cell."""
    [one] = _told(_problem("B7"))
    assert one.message == "a.xlsx, sheet Fees, cell B7: It is cut off."
    assert (one.code, one.remedy, one.subject, one.is_error) == ("worksheet", "Make it wider.", "B7", False)
    [one] = _told(_problem(None, severity="error"))
    assert (one.message, one.subject, one.is_error) == ("a.xlsx, sheet Fees: It is cut off.", "Fees", True)


@pytest.mark.parametrize("count", [5, 6, 10, 11, 40])
def test_problems_that_are_alike_are_counted(count: int) -> None:
    """From the sixth of a sheet on; five more cells are named."""
    told = _told(*(_problem(f"A{row}") for row in range(1, count + 1)))
    assert [one.subject for one in told[:5]] == ["A1", "A2", "A3", "A4", "A5"]
    cells = [f"A{row}" for row in range(6, min(count, 10) + 1)]
    words = f"a.xlsx, sheet Fees: {count - 5} more problems of this kind, at {', '.join(cells)} …."
    assert [one.message for one in told[5:]] == ([words] if count > 5 else [])
    assert all(not one.is_error and one.code == "worksheet" for one in told)


def test_more_problems_without_a_cell() -> None:
    """Are counted alone."""
    [*_, last] = _told(*(_problem(None) for _ in range(7)))
    assert (last.message, last.subject) == ("a.xlsx, sheet Fees: 2 more problems of this kind.", "Fees")


def test_each_sheet_and_kind_has_its_own_few() -> None:
    """Errors apart from warnings, sheet by sheet."""
    found = [_problem(f"A{row}", sheet, kind) for row in range(6) for sheet in "BA" for kind in ("warning", "error")]  # type: ignore[arg-type]
    told = _told(*found)
    assert [(len(one.subject) > 1, one.is_error) for one in told] == [
        *([(True, True)] * 5 + [(False, True)] + [(True, False)] * 5 + [(False, False)]) * 2
    ]
    assert [one.subject for one in told if len(one.subject) == 1] == ["A", "A", "B", "B"]


class _Contents:
    def __init__(self, error: BookletError | None = None) -> None:
        self.error = error

    def read(self, sha256: str) -> bytes:
        if self.error:
            raise self.error
        return sha256.encode()


def _files(tmp_path: Path, error: BookletError | None = None) -> SnapshotFiles:
    inputs = {"u1": FileInput("u1", "0" * 64, "a.xlsx"), "u2": FileInput("u2", "0" * 64, "b.xlsx")}
    return SnapshotFiles(inputs, _Contents(error), {"u1": "secret"}.get, PreparedFiles(), tmp_path)  # type: ignore[arg-type]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """None chosen, or no longer among the uploads."""
    for upload, said in (("", "No file is chosen"), ("u9", "is no longer among the uploads")):
        for ask in ("prepared", "placeholders"):
            with pytest.raises(NotFound, match=said):
                getattr(_files(tmp_path), ask)(upload)


def test_an_error_names_the_file(tmp_path: Path) -> None:
    """Once, and stays of its kind."""
    with pytest.raises(InputError, match=r"^a\.xlsx: it is broken$"):
        _files(tmp_path, InputError("it is broken")).prepared("u1")
    with pytest.raises(NotFound, match=r"^a\.xlsx is gone$"):
        _files(tmp_path, NotFound("a.xlsx is gone")).drawn("u1", SheetOptions())
    with pytest.raises(DamagedFile):
        _files(tmp_path, DamagedFile("x")).placeholders("u1")


@pytest.mark.parametrize(
    ("options", "how"),
    [
        ({}, {}),
        ({"orientation": "landscape"}, {"landscape": True}),
        ({"orientation": "portrait"}, {"landscape": False}),
        ({"scale": 80}, {"scale": 80}),
        ({"paper": "Letter"}, {"default_paper": 1}),
        ({"paper": "?"}, {}),
        ({"renderer": "libreoffice"}, {"renderer": "libreoffice"}),
        ({"renderer": "?"}, {}),
        ({"fit_width": True, "tagged": True}, {"fit_width": True, "tagged": True}),
    ],
)
def test_how_a_workbook_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], how: dict[str, Any]
) -> None:
    """Each option of the page reaches the drawing; without any, the sheets' own count, on A4."""
    asked: list[Any] = []

    def render(content: bytes, **given: Any) -> Any:
        asked.append((content, given))
        raise InputError("enough")

    monkeypatch.setattr(files_module, "render", render)
    with pytest.raises(InputError):
        _files(tmp_path).drawn("u1", SheetOptions(**options))
    [(content, given)] = asked
    assert (content, given["password"], given["sheets"], given["values"]) == (b"0" * 64, "secret", None, {})
    expected = {"renderer": "native", "landscape": None, "scale": None, "default_paper": 9, "fit_width": False, **how}
    assert {name: getattr(given["options"], name) for name in expected} == expected
    assert given["options"].file_name == "a.xlsx"


def test_a_workbook_is_drawn_once_for_each_name_and_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal files of two names are two: a sheet may print its file's name."""
    count = [0]

    def draw(*_: object) -> object:
        count[0] += 1
        return count[0]

    monkeypatch.setattr(SnapshotFiles, "_draw", draw)
    files = _files(tmp_path)
    wide = SheetOptions(fit_width=True)
    ways = [("u1", SheetOptions()), ("u2", SheetOptions()), ("u1", wide), ("u1", SheetOptions()), ("u1", wide)]
    assert [files.drawn(*way) for way in ways] == [1, 2, 3, 1, 3]
