"""The drawing of what page types hand over undrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from booklet.errors import BookletError
from booklet.model import Problem
from booklet.page_types.contract import (
    Drawing,
    Drawn,
    Heading,
    Inputs,
    Resolved,
    failure,
    headings_in,
    placed,
    titled,
    unforeseen,
)
from booklet.pdf import Part


@dataclass(frozen=True, slots=True)
class Told:
    """The things that only a drawing could tell."""

    page_count: int
    problems: tuple[Problem, ...] = ()
    headings: tuple[Heading, ...] = ()


def draw(resolved: Resolved, inputs: Inputs, told: dict[str, Told]) -> Resolved:
    """Return a page with all its parts drawn, and with the problems that showed in that.

    What a drawing told is added to `told`, by its key.
    """
    if not any(isinstance(part, Drawing) for part in resolved.parts):
        return resolved
    parts: list[Part | Drawing] = []
    problems: list[Problem] = []
    for part in resolved.parts:
        if not isinstance(part, Drawing):
            parts.append(part)
            continue
        made = _drawn(part, inputs)
        parts.extend(titled([one.for_some() for one in made.parts], part.title))
        problems.extend(about(part, made.problems))
        if part.key:
            told[part.key] = _told(made)
    found = tuple(problems)
    return replace(resolved, parts=tuple(parts), problems=(*resolved.problems, *found), of_drawing=found)


def ask(drawing: Drawing, inputs: Inputs) -> Told:
    """Return what a drawing tells; what was drawn is dropped."""
    return _told(_drawn(drawing, inputs))


def _told(made: Drawn) -> Told:
    headings: list[Heading] = []
    page_count = 0
    for part in made.parts:
        headings += (one._replace(page=one.page + page_count) for one in headings_in(part))
        page_count += len(part.pages)
    return Told(page_count, made.problems, tuple(headings))


def about(drawing: Drawing, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return what a drawing told, with the page that it is about."""
    return tuple(placed(problem, page=drawing.page) for problem in problems)


def _drawn(drawing: Drawing, inputs: Inputs) -> Drawn:
    try:
        return drawing.draw()
    except BookletError as problem:
        return Drawn((), failure(problem, inputs))
    except Exception as problem:  # a page type can be anybody's
        return Drawn((), (unforeseen(problem),))
