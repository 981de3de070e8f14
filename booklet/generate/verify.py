"""Prove what was sent: rebuild a book from its snapshot alone, and compare the bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from booklet.errors import BookletError, DefinitionError
from booklet.generate.one import build
from booklet.generate.plan import make_plan
from booklet.generate.snapshot import engine_versions
from booklet.generate.stores import Stores
from booklet.model import Generation, GenerationStatus, Problem, Snapshot
from booklet.page_types.form.page_type import FONT_OF_MACHINE


@dataclass(frozen=True, slots=True)
class Verification:
    """The finding whether a book could be made again byte by byte; hashes are of the book before encryption."""

    same: bool
    message: str
    expected_sha256: str
    actual_sha256: str


def verify(stores: Stores, generation: Generation) -> Verification:
    """Rebuild and compare. Also reads the kept file, so that a file which rotted on the disk is found.

    Raises DefinitionError for a run that made no book.
    """
    if generation.status is not GenerationStatus.MADE:
        raise DefinitionError(
            f"The run {generation.id[:8]} made no book (it is {generation.status}), so there is nothing to verify."
        )
    expected = generation.content_sha256
    try:
        stores.files.open(generation.sha256).close()
    except BookletError as error:
        return Verification(False, f"The kept book is not what it was: {error}", expected, "")
    try:
        snapshot = stores.generations.snapshot_of(generation)
        plan = make_plan(snapshot, stores.files_of(snapshot))
        if not plan.ready:
            return Verification(False, f"It can no longer be made: {plan.errors[0]}", expected, "")
        actual = build(plan).sha256
    except BookletError as error:
        return Verification(False, f"It can no longer be made: {error}", expected, "")
    if actual == expected:
        return Verification(True, "Rebuilt from its snapshot: the same bytes.", expected, actual)
    return Verification(False, _why_it_differs(snapshot, plan.problems), expected, actual)


def _why_it_differs(snapshot: Snapshot, problems: Sequence[Problem]) -> str:
    now = engine_versions()
    moved = [
        f"{name} {old}, now {now.get(name, 'gone')}" for name, old in snapshot.engine.items() if now.get(name) != old
    ]
    if moved:
        return f"The inputs are the same, but it was made with other versions of the tools: {'; '.join(moved)}."
    fonts = [problem.subject for problem in problems if problem.code == FONT_OF_MACHINE]
    if fonts:
        return (
            f"The inputs are the same, but the book has letters in a font of this machine, now {' and '.join(fonts)}. "
            "The run's log says which font it was made with; install that one, and verify again."
        )
    kept = "The kept file is the one that was sent."
    if _has_workbook(snapshot):
        return (
            "The rebuilt book is not the same, although inputs and tools are. Where LibreOffice draws, converts or "
            f"computes one of its workbooks, another LibreOffice or other fonts of this machine are why. {kept}"
        )
    return f"The rebuilt book is not the same, although inputs and tools are. {kept}"


def _has_workbook(snapshot: Snapshot) -> bool:
    named = (*snapshot.uploads.values(), *snapshot.workbooks.values())
    return any(not file.name.lower().endswith(".pdf") for file in named)
