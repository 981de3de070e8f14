"""The small changes that can be made to the package: cosmic-ray's operators, without the changes that cannot matter."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

_COMPARED = {
    "Eq": ("NotEq",),
    "NotEq": ("Eq",),
    "Lt": ("LtE", "Gt", "GtE"),
    "LtE": ("Lt", "Gt", "GtE"),
    "Gt": ("GtE", "Lt", "LtE"),
    "GtE": ("Gt", "Lt", "LtE"),
    "Is": ("IsNot",),
    "IsNot": ("Is",),
}
_COMPUTED = {
    "Add": ("Sub",),
    "Sub": ("Add",),
    "Mul": ("Div", "Add"),
    "Div": ("Mul",),
    "FloorDiv": ("Mul", "Mod"),
    "Mod": ("FloorDiv",),
    "Pow": ("Mul",),
    "RShift": ("LShift",),
    "LShift": ("RShift",),
    "BitOr": ("BitAnd",),
    "BitAnd": ("BitOr",),
    "BitXor": ("BitOr",),
}
OPERATORS: dict[str, tuple[str, ...]] = {
    "comparison": tuple(f"ReplaceComparisonOperator_{a}_{b}" for a, those in _COMPARED.items() for b in those),
    "arithmetic": tuple(f"ReplaceBinaryOperator_{a}_{b}" for a, those in _COMPUTED.items() for b in those),
    "sign": ("ReplaceUnaryOperator_USub_UAdd", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_Invert"),
    "condition": ("AddNot", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    "constant": ("ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "NumberReplacer"),
    "flow": ("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop", "ExceptionReplacer"),
}
"""Families of cosmic-ray's operators, as a tired person slips. Left out are those whose result is nearly always the
same (`==` for `is`, a cache taken away) or nearly always an error (`*` for `+` between texts)."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change: `occurrence` counts the places of an operator in the file."""

    file: str
    operator: str
    occurrence: int
    line: int
    column: int

    @property
    def package(self) -> str:
        """The folder below booklet/, or "booklet" for the files in it."""
        parts = Path(self.file).parts
        return parts[1] if len(parts) > 2 else "booklet"

    def applied(self, root: Path) -> str:
        """Return the file's text with the change in it."""
        operator = get_operator(f"core/{self.operator}")()
        return str(mutate_code((root / self.file).read_text(), operator, self.occurrence))


def sample(files: Sequence[Path], root: Path, count: int, seed: int) -> list[Mutant]:
    """Choose `count` mutants, seeded: of each package by the square root of its places, for small packages count too.

    A place counts once in a family, however many changes it allows there.
    """
    by_package: dict[str, list[list[Mutant]]] = defaultdict(list)
    for file in sorted(files):
        places: dict[tuple[int, int, str], list[Mutant]] = defaultdict(list)
        for mutant, family in places_in(file, root):
            places[mutant.line, mutant.column, family].append(mutant)
        for found in places.values():
            by_package[found[0].package].append(found)
    weights = {package: len(places) ** 0.5 for package, places in sorted(by_package.items())}
    chosen: list[Mutant] = []
    for package, weight in weights.items():
        chance = random.Random(f"{seed} {package}")
        places_of_it = chance.sample(by_package[package], len(by_package[package]))
        made = (mutant for mutant in map(chance.choice, places_of_it) if _can_be_made(mutant, root))
        chosen += islice(made, round(count * weight / sum(weights.values())))
    return chosen


def _can_be_made(mutant: Mutant, root: Path) -> bool:
    """Try it: cosmic-ray fails at some places, such as an exception's name with a dot, and may make no Python."""
    try:
        compile(mutant.applied(root), mutant.file, "exec")
    except (SyntaxError, AttributeError, AssertionError, TypeError):
        return False
    return True


def places_in(file: Path, root: Path) -> Iterator[tuple[Mutant, str]]:
    """Every change to a file that may matter, with its operator's family."""
    text = file.read_text()
    ignored = _lines_without_say(text)
    operators = [
        (name, family, get_operator(f"core/{name}")()) for family, names in OPERATORS.items() for name in names
    ]
    counts: dict[str, int] = defaultdict(int)
    for node in ast_nodes(parso.parse(text)):
        if node.type in ("name", "newline", "string"):  # no operator changes those, and they are half of all
            continue
        for name, family, operator in operators:
            for (line, column), _ in operator.mutation_positions(node):
                occurrence = counts[name]
                counts[name] += 1
                if not any(first <= (line, column) < last for first, last in ignored):
                    yield Mutant(str(file.relative_to(root)), name, occurrence, line, column), family


_Span = tuple[tuple[int, int], tuple[int, int]]


def _lines_without_say(text: str) -> list[_Span]:
    """Type annotations, imports for types only, declarations of types, and what runs a file as a script.

    So are how much a cache remembers, and the star before arguments that are given by name.
    """
    found: list[ast.AST | None] = []
    stars: list[_Span] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = node.args
            every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
            found += [node.returns, *(argument.annotation for argument in every if argument)]
            stars += _star(node)
        elif isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'"):
            found.append(node)
        elif isinstance(node, ast.ClassDef):
            is_protocol = any(ast.unparse(base).startswith("Protocol") for base in node.bases)
            found += [node] if is_protocol else node.decorator_list  # frozen, slots
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("TypeVar", "cast"):
            found.append(node.args[0] if node.args else None)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "lru_cache":
            found.append(node)
    return [*stars, *(_span(node) for node in found if node is not None)]


def _star(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[_Span]:
    """Return where the star stands that stands for no argument: behind those given by place and their defaults."""
    arguments = node.args
    if arguments.vararg or not arguments.kwonlyargs:
        return []
    before = [*arguments.posonlyargs, *arguments.args, *arguments.defaults]
    start = max((_span(one)[1] for one in before), default=_span(node)[0])
    return [(start, _span(arguments.kwonlyargs[0])[0])]


def _span(node: ast.AST) -> _Span:
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
