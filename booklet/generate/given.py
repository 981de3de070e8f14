"""What a user hands in or decides when a book is made: workbooks, and choices against the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from booklet.errors import NotFound
from booklet.generate.snapshot import Given
from booklet.model import BookVersion, Choice, Page, Upload
from booklet.model.nearest import did_you_mean


def read_given(
    version: BookVersion,
    workbooks: Mapping[str, object] | None,
    overrides: Mapping[str, Sequence[str]] | None,
    keep: Callable[[object], Upload],
) -> Given:
    """Workbooks and overrides by page id, from what callers name by page id or title; `keep` stores a workbook.

    Raises NotFound for a page or an option that is not there.
    """
    return Given(
        workbooks={_page(version, name).id: keep(source) for name, source in (workbooks or {}).items()},
        overrides={
            page.id: _choice(page, names)
            for page, names in ((_page(version, name), names) for name, names in (overrides or {}).items())
        },
    )


def _page(version: BookVersion, name: str) -> Page:
    for page in version.pages:
        if name in (page.id, page.title):
            return page
    titles = [page.title or page.id for page in version.pages]
    raise NotFound(f'The book "{version.book.name}" has no page "{name}". {did_you_mean(name, titles, kind="pages")}')


def _choice(page: Page, names: Sequence[str]) -> Choice:
    options = [str(option.get("name", "")) for option in page.config.get("options", ())]
    default = page.config.get("default")
    default_name = str(default.get("name") or "the default") if default else None
    for name in names:
        if name not in options and name != default_name:
            known = [*options, *([default_name] if default_name else [])]
            raise NotFound(
                f'The page "{page.title}" has no option "{name}". {did_you_mean(name, known, kind="options")}'
            )
    numbers = tuple(number for number, option in enumerate(options) if option in names)
    return Choice(numbers, default=default_name in names, overridden=True)
