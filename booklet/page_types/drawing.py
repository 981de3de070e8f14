"""The drawing of what page types hand over undrawn."""

from __future__ import annotations

from collections.abc import Callable
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


OnDrawn = Callable[[str, Told], None]
"""Called with a drawing's key and what it told."""


def draw(resolved: Resolved, inputs: Inputs, on_drawn: OnDrawn | None = None) -> Resolved:
    """Return a page with all its parts drawn, and with the problems that showed in that."""
    if not any(isinstance(part, Drawing) for part in resolved.parts):
        return resolved
    parts: list[Part | Drawing] = []
    told: list[Problem] = []
    for part in resolved.parts:
        if not isinstance(part, Drawing):
            parts.append(part)
            continue
        made = _drawn(part, inputs)
        parts.extend(titled([one.for_some() for one in made.parts], part.title))
        told.extend(about(part, made.problems))
        if on_drawn and part.key:
            on_drawn(part.key, _told(made))
    return replace(resolved, parts=tuple(parts), problems=(*resolved.problems, *told), of_drawing=tuple(told))


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
