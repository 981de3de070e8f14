"""The workbooks that a page asks for at generation: the slot of each, and the words that ask for it.

A page asks for its workbook under its own id. Each option of a choice that asks has a slot of its own, so that two
options that hold at once get a workbook each. A workbook given under the choice's own id is for whichever option asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from booklet.model import Page

UNNAMED_DEFAULT = "the default"
_PROMPT = "A workbook for this customer"


@dataclass(frozen=True, slots=True)
class Asked:
    """A workbook that is asked for: `slot` is its key in `Inputs.workbooks`, `what` names it for users."""

    slot: str
    what: str


@dataclass(frozen=True, slots=True)
class Slot(Asked):
    """A slot as the definition has it, needed by a customer or not; `option` of a choice, "" elsewhere."""

    option: str = ""


def asked_slots(page: Page) -> tuple[Slot, ...]:
    """Return every workbook that a page may ask for."""
    return tuple(_slots(page))


def option_slot(page_id: str, option: Mapping[str, Any]) -> str:
    """Return the slot of a choice's option, or of its default."""
    return f"{page_id}/{option.get('name') or UNNAMED_DEFAULT}"


def prompt_of(config: Mapping[str, Any]) -> str:
    """Return the words by which a page asks for a workbook."""
    return str(config.get("prompt") or _PROMPT)


def _slots(page: Page) -> Iterator[Slot]:
    if not isinstance(page.config, Mapping):  # a wrong setting, which the page's check names
        return
    if page.config.get("ask"):
        yield Slot(page.id, prompt_of(page.config))
    default = page.config.get("default")
    for option in [*_sequence(page.config.get("options")), *([default] if default else [])]:
        nested = option.get("page") if isinstance(option, Mapping) else None
        config = nested.get("config") if isinstance(nested, Mapping) else None
        if isinstance(config, Mapping) and config.get("ask"):
            name = str(option.get("name") or UNNAMED_DEFAULT)
            yield Slot(option_slot(page.id, option), prompt_of(config), name)


def _sequence(options: object) -> list[Any]:
    return list(options) if isinstance(options, list | tuple) else []
