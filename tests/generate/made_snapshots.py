"""Snapshots that were never taken of a workspace: what a test says of them counts, and the rest is plain."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from booklet import BookSettings, Page
from booklet.generate.page_places import Layout, lay_out
from booklet.generate.resolve import Common, ResolvedPage, make_inputs, resolve_pages
from booklet.model import AttributeDefinition, AttributeType, FileInput, Quarter, Snapshot
from booklet.page_types import Files, Inputs
from booklet.page_types.contract import Drawing, Heading, Resolved

_PLAIN = Snapshot(
    book="Review",
    book_id="b1",
    version=1,
    settings=BookSettings(page_numbers=""),
    pages=(),
    quarter=Quarter(2026, 3),
    definitions=(
        AttributeDefinition("plan", "Plan", AttributeType.TEXT),
        AttributeDefinition("assets", "Assets", AttributeType.MONEY),
    ),
    uploads={},
    locale="en_US",
    currency="USD",
    engine={"pdf": "3", "babel": "1"},
    customer="Acme",
    customer_id="c1",
    values={},
    workbooks={},
    overrides={},
    inputs_as_of=datetime(2026, 10, 1, 12, 30),
)


class NoFiles(Files):
    """For books without any."""


def snapshot(**changed: Any) -> Snapshot:
    """A snapshot with this in it; settings may be given by themselves."""
    settings = {name: changed.pop(name) for name in list(changed) if hasattr(BookSettings, name)}
    settings.setdefault("page_numbers", "")
    return replace(_PLAIN, **{"settings": BookSettings(**settings), **changed})


def file(name: str, content: str = "") -> FileInput:
    """A file whose content differs where this says so."""
    return FileInput(name, (content or name).ljust(64, "0"), name)


def drawing(title: str = "", count: int | None = 1, *headings: tuple[str, int, int]) -> Drawing:
    """Some pages that nobody draws here."""

    def draw() -> Any:
        raise AssertionError("nothing is drawn here")

    return Drawing(draw, page_count=count, headings=tuple(Heading(*one) for one in headings), title=title)


def resolved(title: str, *parts: Drawing, type: str = "text") -> ResolvedPage:
    """A page that gives these parts."""
    return ResolvedPage(Page(type, title, id=title), title, Resolved(parts))


def inputs_of(taken: Snapshot) -> Inputs:
    """The inputs of pages without files."""
    return make_inputs(taken, NoFiles(), Common.of(taken))[0]


def layout_of(*pages: ResolvedPage) -> Layout:
    """The pages placed, none of which is late."""
    return lay_out(pages, inputs_of(_PLAIN), _not_called)


def _not_called(*_: object) -> Any:
    raise AssertionError("no page is late")


__all__ = ["drawing", "file", "inputs_of", "layout_of", "resolve_pages", "resolved", "snapshot"]
