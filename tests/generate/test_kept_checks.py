"""What was found about books is kept for any process, and forgotten where its inputs are no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet import Problem
from booklet.generate.checked import Checked, CheckedPage
from booklet.generate.kept_checks import KeptChecks
from booklet.generate.plan import ChoiceMade
from booklet.model import Severity
from tests.conftest import QUARTER

CHOICE = ChoiceMade("p", ("one", "two"), ("one",), (), True, False)
PROBLEM = Problem(Severity.WARNING, "code", "A message.", "A remedy.", page="Plan", page_id="p", subject="plan")
FULL = Checked((CheckedPage("p", "Plan", None, CHOICE, ("key",)), CheckedPage("q", "", 2)), (PROBLEM,))
EMPTY = Checked((), ())


def _file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_other_processes_find_what_was_kept(tmp_path: Path) -> None:
    """All of it, by book and quarter; also what another has added since."""
    mine, others = KeptChecks(tmp_path), KeptChecks(tmp_path)
    mine.keep("book", QUARTER, {"a": FULL}, {"a"})
    assert others.of("book", QUARTER) == {"a": FULL}
    others.keep("book", QUARTER, {"b": EMPTY}, {"a", "b"})
    assert mine.of("book", QUARTER) == {"a": FULL, "b": EMPTY}
    assert mine.of("other", QUARTER) == mine.of("book", QUARTER.shifted(1)) == {}


def test_its_version_is_another_as_soon_as_more_is_kept(tmp_path: Path) -> None:
    """So that nobody reads again what nobody added to."""
    kept = KeptChecks(tmp_path)
    versions = [kept.version("book", QUARTER)]
    for key in "ab":
        kept.keep("book", QUARTER, {key: EMPTY}, {key})
        versions.append(kept.version("book", QUARTER))
    assert len(set(versions)) == 3


@pytest.mark.parametrize("broken", [b"{", b'{"pages":[],"problems":[],"rows":{"x":[[7],[]]}}\n', b"[]\n", b"\x00\n"])
def test_a_line_that_cannot_be_read_is_passed_over(tmp_path: Path, broken: bytes) -> None:
    """A process was killed while it wrote: what is before and after it counts."""
    KeptChecks(tmp_path).keep("book", QUARTER, {"a": FULL}, {"a"})
    with _file(tmp_path).open("ab") as file:
        file.write(broken)
    kept = KeptChecks(tmp_path)
    assert kept.of("book", QUARTER) == {"a": FULL}
    kept.keep("book", QUARTER, {"b": EMPTY}, {"a", "b"})
    kept.keep("book", QUARTER, {"c": EMPTY}, {"a", "b", "c"})
    assert {"a", "c"} <= KeptChecks(tmp_path).of("book", QUARTER).keys()


def test_what_is_of_no_use_any_more_is_forgotten(tmp_path: Path) -> None:
    """Once most of a file is of inputs that are no more; whoever reads it finds the new one."""
    kept, reader = KeptChecks(tmp_path), KeptChecks(tmp_path)
    kept.keep("book", QUARTER, {str(number): EMPTY for number in range(1_010)}, {"1"})
    assert len(reader.of("book", QUARTER)) == 1_010
    kept.keep("book", QUARTER, {"new": FULL}, {"1", "2", "new"})
    assert (
        reader.of("book", QUARTER) == KeptChecks(tmp_path).of("book", QUARTER) == {"1": EMPTY, "2": EMPTY, "new": FULL}
    )


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    """And harms nothing."""
    (tmp_path / "file").write_bytes(b"")
    kept = KeptChecks(tmp_path / "file" / "checks")
    kept.keep("book", QUARTER, {"a": FULL}, {"a"})
    assert kept.of("book", QUARTER) == {}
