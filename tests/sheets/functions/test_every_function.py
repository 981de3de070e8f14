"""Every function of worksheets has cases: whoever adds one writes down what Excel gives for it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from booklet.sheets.functions import FUNCTIONS

_CASE = re.compile(r"^ {4,}(.+) -> .+$|(?:check|computed)\(f?[\"'](.+?)[\"'],", re.MULTILINE)
_CALL = re.compile(r"(?<![A-Z.])([A-Z][A-Z0-9.]*)\(")
_FEWEST = 2
_ALONE = frozenset(("NOW", "PI", "FALSE", "SINGLE"))
"""There is no more than one thing to say of them."""


def _called() -> Counter[str]:
    """How many cases of the files beside this one call which function."""
    found: Counter[str] = Counter()
    for file in Path(__file__).parent.glob("test_*.py"):
        for table, other in _CASE.findall(file.read_text("utf-8")):
            found.update(set(_CALL.findall(table or other)))
    return found


def test_every_function_has_cases() -> None:
    """Two at least, or one where there is no more to say."""
    called = _called()
    missing = {name for name in FUNCTIONS if called[name] < (1 if name in _ALONE else _FEWEST)}
    assert not missing, f"functions without cases in {Path(__file__).parent.name}/: {', '.join(sorted(missing))}"


def test_no_case_of_a_function_that_is_gone() -> None:
    """What the cases call is there, names that formulas give themselves aside."""
    assert not {name for name in _called() if name not in FUNCTIONS}
