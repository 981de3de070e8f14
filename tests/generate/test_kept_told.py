"""What drawings told is kept for the next process: read back as it was, and as others add to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from booklet.generate import kept_checks
from booklet.generate.checked import Checked, CheckedPage
from booklet.generate.kept_checks import KeptChecks, KeptTold
from booklet.generate.plan import ChoiceMade
from booklet.model import Problem, Quarter, Severity
from booklet.page_types.contract import Heading
from booklet.page_types.drawing import Told

_Q = Quarter(2026, 3)
_WORD = some.text(max_size=5)
_NAMES = some.lists(_WORD, max_size=2).map(tuple)
_CHOICES = some.builds(ChoiceMade, _WORD, _NAMES, _NAMES, _NAMES, some.booleans(), some.booleans())
_COUNTS = some.none() | some.integers(0, 9)
_PAGES = some.builds(CheckedPage, _WORD, _WORD, _COUNTS, some.none() | _CHOICES, _NAMES)
_PROBLEMS = some.builds(
    lambda severity, *words: Problem(severity, *words[:3], page=words[3], page_id=words[4], subject=words[5]),
    *(some.sampled_from(Severity), _WORD, _WORD, _WORD, _WORD, _WORD, _WORD),
)
_CHECKED = some.builds(Checked, some.lists(_PAGES, max_size=3).map(tuple), some.lists(_PROBLEMS, max_size=3).map(tuple))


@settings(max_examples=30)
@given(rows=some.dictionaries(_WORD, _CHECKED, max_size=4))
def test_checks_are_read_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, rows: dict[str, Checked]) -> None:
    """By the next process, and by whoever kept them."""
    folder = tmp_path_factory.mktemp("checks") / "made at first use"
    kept = KeptChecks(folder)
    kept.keep("b1", _Q, rows, rows.keys())
    assert kept.of("b1", _Q) == KeptChecks(folder).of("b1", _Q) == rows


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """Whoever drew knows it all the same."""
    (tmp_path / "file").write_text("")
    told = KeptTold(tmp_path / "file" / "told")
    told.keep({"a": Told(1)})
    assert dict(told.read()) == {"a": Told(1)}


_TOLD = Told(
    3, (Problem(Severity.WARNING, "letters", "m", "r", page="p"),), (Heading("One", 1, 0), Heading("Two", 2, 1))
)


def test_what_drawings_told_is_read_by_others(tmp_path: Path) -> None:
    """As it is added, by whoever adds it."""
    one, other = KeptTold(tmp_path / "cache" / "drawn"), KeptTold(tmp_path / "cache" / "drawn")
    assert dict(one.read()) == {}
    one.keep({"a": _TOLD})
    assert dict(other.read()) == {"a": _TOLD}
    other.keep({"b": Told(1)})
    other.keep({"b": Told(1)})
    one.keep({"b": Told(2)})
    assert dict(KeptTold(one.path).read()) == {"a": _TOLD, "b": Told(2)}
    assert dict(one.read()) == {"a": _TOLD, "b": Told(2)}
    assert len(one.path.read_bytes().splitlines()) == 3
    one.keep({"a": _TOLD})
    assert len(one.path.read_bytes().splitlines()) == 3


def test_half_a_line_is_read_when_it_is_whole(tmp_path: Path) -> None:
    """Another process may be writing it; a line that is none is passed over."""
    writer = KeptTold(tmp_path / "whole")
    writer.keep({"a": _TOLD})
    writer.keep({"b": Told(1)})
    lines = writer.path.read_bytes().splitlines(keepends=True)
    path = tmp_path / "drawn"
    told = KeptTold(path)
    path.write_bytes(b"nonsense\n[1,2]\n" + lines[0] + lines[1][:-5])
    assert dict(told.read()) == {"a": _TOLD}
    with path.open("ab") as file:
        file.write(lines[1][-5:])
    assert dict(told.read()) == {"a": _TOLD, "b": Told(1)}


def test_a_file_that_grew_too_large_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others notice, and read what is new; a file of just that size goes on."""
    told, other = KeptTold(tmp_path / "drawn"), KeptTold(tmp_path / "drawn")
    told.keep({"a": _TOLD})
    told.keep({"b": _TOLD})
    other.read()
    size = told.path.stat().st_size
    monkeypatch.setattr(kept_checks, "_MOST_TOLD_BYTES", size)
    told.keep({"c": Told(1)})
    assert dict(KeptTold(told.path).read()).keys() == {"a", "b", "c"}
    told.keep({"d": Told(1)})
    assert dict(KeptTold(told.path).read()).keys() == {"d"}
    assert other.read().keys() == {"a", "b", "d"}


def test_a_few_thousand_drawings_fit() -> None:
    """32 MB of what they told."""
    assert kept_checks._MOST_TOLD_BYTES == 32 * 1024 * 1024
