"""Agreement of Booklet's formulas with Excel's results.

    python benchmarks/formula_agreement.py FOLDER [--show 3]

Every workbook that Excel saved holds the results of its formulas. Each formula is computed again from the results of
the others, and compared. Left out are formulas whose result nobody can repeat (today's date, chance, other workbooks)
and workbooks that were not calculated. "Not computed" are formulas with something that Booklet does not know: where
such a cell has no result, LibreOffice computes it, or preflight names it.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from booklet.errors import BookletError
from booklet.sheets import Limits
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.scalars import scalar
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import Cell, ErrorValue
from booklet.sheets.read.workbook import read_workbook

NOT_REPEATABLE = re.compile(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|CELL|INFO)\(|\[\d+\]|\[[^\]]+\.xls", re.I)
CALLED = re.compile(r"([A-Z][A-Z0-9.]*)\(", re.I)


def same(ours: object, theirs: object) -> bool:
    """Tell whether two results agree: numbers in 9 digits, anything else entirely."""
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, float | int) and isinstance(theirs, float | int):
        return abs(ours - theirs) <= 1e-9 * max(abs(ours), abs(theirs), 1e-6)
    return str(ours or "") == str(theirs or "") or (ours is None and theirs == 0)


class Tally:
    """Counts of formulas by their outcome."""

    def __init__(self, show: int) -> None:
        self.counts: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.shown: Counter[str] = Counter()
        self.show = show

    def add(self, what: str, formula: str, line: str = "", why: str = "") -> None:
        """Count a formula, and show the first few that differ."""
        self.counts[what] += 1
        names = {name.upper() for name in CALLED.findall(formula)}
        if what == "not computed":
            self.unknown[why[:50]] += 1
        elif what == "other":
            self.wrong.update(names or {"(operators)"})
            file = line.partition(" ")[0]
            self.shown[file] += 1
            if self.shown[file] <= self.show:
                print(line)


def measure(path: Path, tally: Tally) -> None:
    """Compute all formulas of a workbook."""
    book = read_workbook(path.read_bytes(), Limits(seconds=60))
    evaluator = Evaluator(book, datetime(2000, 1, 1))
    for sheet in book.sheets:
        for row, cells in sheet.rows.items():
            for column, cell in list(cells.items()):
                formula = cell.formula or ""
                if not formula or cell.uncached or cell.value is None or NOT_REPEATABLE.search(formula):
                    continue
                where = f"{path.name} {sheet.name}!{Area(row, column, row, column)}"
                compare(evaluator, (sheet, row, column), cell, tally, where)


def compare(evaluator: Evaluator, place: tuple, cell: Cell, tally: Tally, where: str) -> None:
    """Compute a formula and compare."""
    formula = cell.formula or ""
    try:
        made = scalar(evaluator.computed(formula, *place))
    except Unsupported as error:
        tally.add("not computed", formula, why=str(error))
        return
    theirs = cell.value if isinstance(cell.value, float | bool | ErrorValue) else str(cell.value)
    what = "same" if same(made, theirs) else "other"
    shown = formula.rpartition(",")[2] if len(formula) > 200 else formula
    tally.add(what, formula, f"{where}: ={shown!r}: {made!r}, Excel {theirs!r}")


def main() -> None:
    """Measure all workbooks of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="formulas that differ, of each workbook")
    parser.add_argument("--seconds", type=float, default=1e9, help="a workbook that takes longer is named")
    chosen = parser.parse_args()
    tally, files, start = Tally(chosen.show), 0, time.process_time()
    for path in sorted(chosen.folder.glob("*.xl[st][xm]")):
        before = time.process_time()
        try:
            measure(path, tally)
        except BookletError:
            continue
        files += 1
        if time.process_time() - before > chosen.seconds:
            print(f"{time.process_time() - before:.1f} s {path.name}")
    total = sum(tally.counts.values())
    for what in ("same", "other", "not computed"):
        print(f"{what:>14} {tally.counts[what]:8,} {100 * tally.counts[what] / max(total, 1):7.2f}%")
    print(f"{total:,} formulas of {files} workbooks in {time.process_time() - start:.0f} s of processor time")
    print("not computed:", tally.unknown.most_common(25))
    print("other:", tally.wrong.most_common(25))


if __name__ == "__main__":
    main()
