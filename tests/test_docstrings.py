"""Docstrings as the house style has them; the rest of the rules is ruff's (D, by pydocstyle).

A package that is not there yet has a line with "D" in pyproject.toml: whoever has done it takes that line out, and both
ruff and these tests hold it from then on.
"""

from __future__ import annotations

import ast
import fnmatch
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

_FOLDERS = ("booklet", "pages", "benchmarks", "data")
_FIRST_WORDS = frozenset(["What", "Whether", "Which", "Who", "Whose", "Those", "How", "Where", "That", "If"])
"""They make half a sentence of a summary: "What a page gives" for "The parts of a page"."""
_OF_A_PERSON = re.compile(r"\b(?:he|him|his|himself|she|hers|herself)\b", re.IGNORECASE)
_BRITISH = re.compile(
    r"\b(?:colours?|coloured|cent(?:re|res|red)|behaviours?|neighbours?|neighbouring|favour\w*|honour\w*"
    r"|labell(?:ed|ing)|travell\w+|modell\w+|catalogues?|grey\w*|judgement|learnt|whilst|programmes?"
    r"|analys(?:e|es|ed|ing)|organis\w+|recognis\w+|normalis\w+|serialis\w+|initialis\w+|optimis\w+|summaris\w+"
    r"|capitalis\w+|customis\w+|artefacts?)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(r"\bones?\b", re.IGNORECASE)
_MOST_ONES = 0.10
"""So many may there be in a docstring on average: "one" for a number stays, "the newest one" has a noun."""
_SMALL = 20
"""A package of fewer docstrings is counted as if it had so many."""

Docstring = tuple[Path, int, str]


@cache
def _not_done() -> tuple[str, ...]:
    """Return the patterns of files whose docstrings are not yet held to the rules."""
    ignores = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]["per-file-ignores"]
    patterns = [pattern for pattern, rules in ignores.items() if "D" in rules]
    return tuple(made for pattern in patterns for made in _unfolded(pattern))


def _unfolded(pattern: str) -> list[str]:
    """Return a pattern with braces as several without."""
    braces = re.search(r"\{([^{}]*)\}", pattern)
    if not braces:
        return [pattern]
    return [pattern[: braces.start()] + part + pattern[braces.end() :] for part in braces[1].split(",")]


@cache
def _docstrings() -> tuple[Docstring, ...]:
    """Return (file, line, text) of every docstring that is held to the rules."""
    return tuple(_read())


def _read() -> Iterator[Docstring]:
    files = [ROOT / "app.py", *(file for folder in _FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))]
    for file in files:
        path = file.relative_to(ROOT)
        if any(fnmatch.fnmatch(str(path), pattern) for pattern in _not_done()):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                text = ast.get_docstring(node)
                if text:
                    yield path, getattr(node, "lineno", 1), text


def _shown(found: list[tuple[Docstring, str]]) -> list[str]:
    return [f"{path}:{line}: {what}: {text.splitlines()[0]}" for (path, line, text), what in found]


def test_a_summary_says_what_a_thing_does_or_is() -> None:
    """No docstring begins with a word that makes half a sentence of it."""
    first = [(held, re.match(r"\W*(\w*)", held[2])) for held in _docstrings()]
    assert _shown([(held, word[1]) for held, word in first if word and word[1] in _FIRST_WORDS]) == []


def test_a_user_is_nobody_in_particular() -> None:
    """No docstring calls a user he or she."""
    found = [(held, match[0]) for held in _docstrings() if (match := _OF_A_PERSON.search(held[2]))]
    assert _shown(found) == []


def test_spelling_is_american() -> None:
    """No docstring has a British spelling of the usual list."""
    found = [(held, match[0]) for held in _docstrings() if (match := _BRITISH.search(held[2]))]
    assert _shown(found) == []


def test_a_noun_is_named() -> None:
    """The word "one" is rare in each package: it is a number, and stands for no noun."""
    ones: defaultdict[str, int] = defaultdict(int)
    docstrings: defaultdict[str, int] = defaultdict(int)
    for path, _, text in _docstrings():
        package = "/".join(path.parts[:2]) if len(path.parts) > 2 else path.parts[0]
        docstrings[package] += 1
        ones[package] += len(_FILLER.findall(text))
    too_many = {
        package: f"{ones[package]} in {count} docstrings"
        for package, count in docstrings.items()
        if ones[package] > _MOST_ONES * max(count, _SMALL)
    }
    assert too_many == {}
