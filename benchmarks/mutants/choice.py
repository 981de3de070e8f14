"""The tests that are run for a mutant: those that can see it, first those of its own file, then the fastest."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from benchmarks.mutants.places import Mutant
from benchmarks.mutants.seen import Seen

MOST_SECONDS = 60.0
MOST_TESTS = 150


def tests_for(mutant: Mutant, root: Path, seen: Seen) -> list[str]:
    """Choose those that ran the changed statement, up to a minute of them; none where none did.

    What runs when a module is imported, such as a table, was run by no test in particular: then the tests that ran
    anything of the module count, or of its folder where nothing else is in it.
    """
    first, last, on_import = _statement(ast.parse((root / mutant.file).read_text()), mutant.line)
    lines = seen.tests.get(mutant.file, {})
    found = frozenset[str]().union(*(lines.get(line, ()) for line in range(first, last + 1)))
    if on_import:
        found = frozenset[str]().union(found, *lines.values()) or _of_folder(mutant.file, seen)
    return _chosen(found, Path(mutant.file), seen)


def _of_folder(file: str, seen: Seen) -> frozenset[str]:
    folder = Path(file).parent
    beside = (lines for other, lines in seen.tests.items() if Path(other).parent == folder)
    return frozenset[str]().union(*(tests for lines in beside for tests in lines.values()))


def _chosen(tests: Iterable[str], file: Path, seen: Seen) -> list[str]:
    """Return the tests that are about the file, the fastest of them first, and where there is room the fastest others.

    What half of all tests run, such as the grid of a sheet, is looked at by few of them.
    """
    by_speed = sorted(tests, key=lambda test: (seen.seconds[test], test))
    chosen, total = [], 0.0
    for test in sorted(by_speed, key=lambda test: -_nearness(test, file))[:MOST_TESTS]:
        total += seen.seconds[test]
        if chosen and total > MOST_SECONDS:
            break
        chosen.append(test)
    return chosen


def _nearness(test: str, file: Path) -> int:
    """Return how much a test's file is about a file of the package: the folders that they share, and the name."""
    path = Path(test.partition("::")[0])
    folders = len({*path.parts[1:-1]} & {*file.parts[1:-1]})
    words = {*path.stem.split("_")} & {*file.stem.split("_")}
    return folders + 2 * len(words)


def _statement(tree: ast.Module, line: int) -> tuple[int, int, bool]:
    """Return first and last line of the innermost statement at a line (its head), and if an import runs it."""
    innermost, in_function = (1, 1), False
    for node in ast.walk(tree):  # breadth first: the innermost comes last
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            body = getattr(node, "body", None)
            head = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno or node.lineno
            if line <= max(head, node.lineno):
                innermost = (node.lineno, max(head, node.lineno))
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            in_function = in_function or (is_function and line > max(head, node.lineno))
        in_function = in_function or (isinstance(node, ast.Lambda) and node.lineno <= line <= (node.end_lineno or 0))
    return *innermost, not in_function
