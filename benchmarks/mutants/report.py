"""The report on the mutants: a table by package, and the list of those that no test noticed."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutants.places import Mutant


@dataclass(frozen=True, slots=True)
class Result:
    """`outcome`: "caught", "out of time" (which is caught too), "survived" or "not covered" (which is not)."""

    mutant: Mutant
    outcome: str
    noticed_by: str
    tests: int
    seconds: float

    @property
    def caught(self) -> bool:
        """Return whether the tests noticed."""
        return self.outcome in ("caught", "out of time")


def table(results: Sequence[Result]) -> str:
    """Package, mutants, caught, survived, share."""
    rows = [f"{'package':<12} {'mutants':>8} {'caught':>8} {'survived':>9} {'share':>7}"]
    every = Counter(result.mutant.package for result in results)
    caught = Counter(result.mutant.package for result in results if result.caught)
    counts = [(name, every[name], caught[name]) for name in sorted(every)] + [("all", every.total(), caught.total())]
    rows += [
        f"{name:<12} {all_:>8} {some:>8} {all_ - some:>9} {some / all_:>7.0%}" for name, all_, some in counts if all_
    ]
    return "\n".join(rows)


def survivors(results: Sequence[Result], root: Path) -> str:
    """Each survivor with file, line and change, and how many tests ran it."""
    told = []
    for result in results:
        if not result.caught:
            mutant = result.mutant
            before, after = (root / mutant.file).read_text().splitlines(), mutant.applied(root).splitlines()
            lines = [line for line in difflib.ndiff(before, after) if line.startswith(("- ", "+ "))]
            told.append(f"{mutant.file}:{mutant.line}  {mutant.operator}  {result.tests} tests\n" + "\n".join(lines))
    return "\n\n".join(told)
