"""Make small changes to Booklet's code and see whether the tests notice.

    make mutants                      300 changes over all packages
    make mutants N=60 SEED=2          others, and fewer
    make mutants PACKAGE=store        of a package (a folder of booklet/, or "booklet" for the files in it)

cosmic-ray makes the changes (`places.py`). The tests run once under coverage, without those that drive a browser, which
tells what each of them sees (`seen.py`); this is kept in .mutants/ as long as neither code nor tests change. Then each
mutant is tried in a copy of the tree by the tests that run the changed statement, fastest first, until a test fails
(`choice.py`, `trial.py`); a test that also fails without the change counts no more. A change that no test runs has
survived. What survives is listed in .mutants/survivors.txt: look at each, and where a user could feel it, write a test.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Generator, Sequence
from pathlib import Path

from benchmarks.mutants import seen as measured
from benchmarks.mutants.choice import tests_for
from benchmarks.mutants.places import Mutant, sample
from benchmarks.mutants.report import Result, survivors, table
from benchmarks.mutants.seen import Seen
from benchmarks.mutants.trial import Trial, changed, copy_tree, start, warm_up

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".mutants"


def main() -> None:
    """Sample, try and report."""
    asked = _asked()
    trees = [copy_tree(ROOT, KEPT / "trees" / f"{number}" / "booklet") for number in range(asked.workers)]
    seen = _seen(trees[0], asked.tests)
    mutants = sample(_files(trees[0], asked.package), trees[0], asked.count, asked.seed)
    print(f"{len(mutants)} mutants, {len(seen.seconds)} tests")
    warm_up()
    results = _Trials(trees, seen).all_of(mutants)
    KEPT.joinpath("survivors.txt").write_text(survivors(results, trees[0]) + "\n")
    KEPT.joinpath("table.txt").write_text(table(results) + "\n")
    print(table(results))
    print(f"The survivors are listed in {KEPT / 'survivors.txt'}.")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Do the tests notice small changes to the code?")
    parser.add_argument("--count", type=int, default=300, help="how many changes")
    parser.add_argument("--seed", type=int, default=1, help="which ones: another number, other changes")
    parser.add_argument("--package", default="", help="only of this folder of booklet/")
    parser.add_argument("--workers", type=int, default=2, help="how many at a time")
    parser.add_argument("--tests", nargs="*", default=["tests"], help="only these tests, for a quick look")
    return parser.parse_args()


def _files(tree: Path, package: str) -> list[Path]:
    every = sorted((tree / "booklet").rglob("*.py"))
    if package == "booklet":
        return [file for file in every if file.parent == tree / "booklet"]
    return [file for file in every if not package or file.is_relative_to(tree / "booklet" / package)]


def _seen(tree: Path, tests: Sequence[str]) -> Seen:
    """Return what the tests see, measured anew where code or tests are not what they were."""
    out = KEPT / "seen"
    state, told = _state(tree, tests), out / "state"
    if not told.exists() or told.read_text() != state:
        print("Running the tests under coverage, once.")
        measured.measure(tree, out, tests)
        told.write_text(state)
    return measured.read(tree, out)


def _state(tree: Path, tests: Sequence[str]) -> str:
    digest = hashlib.sha256(repr(tests).encode())
    for folder in ("booklet", "tests", "pages"):
        for file in sorted((tree / folder).rglob("*.py")):
            digest.update(str(file.relative_to(tree)).encode() + file.read_bytes())
    return digest.hexdigest()


class _Trials:
    """As many at a time as there are trees."""

    def __init__(self, trees: Sequence[Path], seen: Seen) -> None:
        self._trees = trees
        self._seen = seen
        self._sound: dict[str, bool] = {}

    def all_of(self, mutants: Sequence[Mutant]) -> list[Result]:
        """Try each; the results in the mutants' order."""
        waiting = list(enumerate(mutants))[::-1]
        running: dict[Path, tuple[int, Generator[Result | None]]] = {}
        results: dict[int, Result] = {}
        while waiting or running:
            for tree in self._trees:
                if tree not in running and waiting:
                    number, mutant = waiting.pop()
                    running[tree] = number, self._trial(mutant, tree)
                if tree in running:
                    number, trial = running[tree]
                    result = next(trial)
                    if result is not None:
                        results[number] = result
                        del running[tree]
                        _tell(len(results), len(mutants), result)
            time.sleep(0.02)
        return [results[number] for number in sorted(results)]

    def _trial(self, mutant: Mutant, tree: Path) -> Generator[Result | None]:
        """Take the steps of a mutant's trial: None as long as it runs, then its result."""
        began = time.monotonic()
        while True:
            tests = [test for test in tests_for(mutant, tree, self._seen) if self._sound.get(test, True)]
            if not tests:
                yield Result(mutant, "not covered", "", 0, 0.0)
                return
            with changed(tree / mutant.file, mutant.applied(tree)):
                outcome, trial = yield from self._run(tree, tests)
            if outcome == "caught" and trial.failed and trial.failed not in self._sound:
                self._sound[trial.failed] = (yield from self._run(tree, [trial.failed]))[0] == "survived"
            if outcome != "caught" or self._sound.get(trial.failed, True):
                yield Result(mutant, outcome, trial.failed, len(tests), time.monotonic() - began)
                return

    def _run(self, tree: Path, tests: Sequence[str]) -> Generator[None, None, tuple[str, Trial]]:
        seconds = sum(self._seen.seconds.get(test, 1.0) for test in tests)
        trial = start(tree, tests, seconds, tree.parent / "trial")
        while (outcome := trial.outcome()) is None:
            yield None
        return outcome, trial


def _tell(done: int, count: int, result: Result) -> None:
    mutant = result.mutant
    print(
        f"{done}/{count}  {result.outcome:<11} {mutant.file}:{mutant.line} {mutant.operator} "
        f"({result.tests} tests, {result.seconds:.0f} s) {result.noticed_by}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
