"""Books and customers by chance, from a seed: what is right in them stands beside what people get wrong."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import openpyxl

from booklet import BookSettings, Page, Workspace
from booklet.page_types import asked_slots
from tests.conftest import DEMO, QUARTER, W9_BUSINESS, W9_CORPORATION, W9_NAME

_TEMPLATES = (
    *("plain", "{{ plan }}", "{{ assets }}", "{{ adviser }}", "{{ customer }}", "{{ adviser | default('—') }}"),
    *("{{ plna }}", "{{ assets | mony }}", "{{ plan", "{{ plan.name }}", "{{ 1 / 0 }}", "{{ note }}"),
    *("{% if incorporated %}{{ adviser }}{% endif %}", "{{ quarter }} {{ assets | money('EUR 0') }}", "{{ nobody }}"),
)
_RULES = ('plan == "Gold"', "assets > 1000", "incorporated", "adviser == null", "plna", "assets > ", 'plan == "Lead"')
_VALUES: dict[str, tuple[Any, ...]] = {
    "plan": ("Gold", "Silver", None),
    "assets": (5, 1_250_000, None),
    "adviser": ("Ann Lee", "Zoë Quill", "Ann \U0010fffd", "Ann " * 60, "שלום", None),
    "incorporated": (True, False, None),
    "note": ("# one", "漢字 & more", None),
}
_UPLOADS = ("investment-guide.pdf", "service-plans.pdf", "fw9.pdf", "time-card.xltx")
_NAMES = ("Alder", "Birch & Söhne", "Cedar 漢字", "Dogwood <b>")


def add_customers(ws: Workspace, random: Random) -> None:
    """Add a few customers, with some values each."""
    ws.attributes.define("note", label="Note")
    for name in _NAMES:
        ws.customers.add(name)
        values = {key: random.choice(values) for key, values in _VALUES.items()}
        ws.attributes.set(name, QUARTER, {key: value for key, value in values.items() if value is not None})


def save_book(ws: Workspace, name: str, random: Random, *, choices: int = 0) -> None:
    """Save a book of a few pages, and so many choices more."""
    ids = {upload.name: upload.id for upload in ws.uploads.all()}
    pages = [_page(random, ids) for _ in range(random.randint(1, 6))]
    while choices:
        kind, config = _choice(random, ids)
        if config["options"]:
            pages.append(Page(kind, f"Choice {choices}", config))
            choices -= 1
    if random.random() < 0.5:
        pages.insert(random.randint(0, len(pages)), Page("contents", random.choice(("Contents", "")), {"depth": 1}))
    settings = BookSettings(
        title=_template(random),
        header=random.choice(("", "{{ title }}", "{{ customer }}, {{ page }}", _template(random))),
        footer=random.choice(("", "{% if page > 2 %}{{ adviser }}{% endif %}", _template(random))),
        watermark=random.choice(("", "", _template(random))),
        open_password=random.choice(("", "", "{{ note }}", "{{ adviser | default('') }}")),
        page_numbers_from=random.choice((1, 1, 3)),
    )
    ws.books.save(name, pages=pages, settings=settings)


def hand_in_some(ws: Workspace, name: str, random: Random) -> None:
    """Hand in some of the workbooks that a book asks for."""
    version = ws.books.get(name)
    slots = [asked.slot for page in version.pages for asked in asked_slots(page)]
    for customer in ws.customers.all():
        given = {
            slot: random.choice((DEMO / "time-card.xltx", _workbook(random))) for slot in slots if random.random() < 0.7
        }
        if given:
            ws.hand_in(version, customer, QUARTER, given)


def _workbook(random: Random) -> bytes:
    workbook, out = openpyxl.Workbook(), io.BytesIO()
    for row in range(1, 4):
        workbook.active.cell(row, 1, _template(random))
    workbook.save(out)
    return out.getvalue()


def overrides_of(ws: Workspace, name: str, random: Random) -> dict[str, list[str]]:
    """Override the choices of a book."""
    return {
        page.id: [random.choice(page.config["options"])["name"]]
        for page in ws.books.get(name).pages
        if page.type == "choice" and page.config["options"]
    }


def _page(random: Random, ids: dict[str, str], *, nested: bool = False) -> Page:
    make = random.choice((_static, _text, _form, _worksheet, _text, _form, *(() if nested else (_choice, _choice))))
    kind, config = make(random, ids)
    return Page(kind, random.choice(("", "A page", f"For {_template(random)}")), config)


def _static(random: Random, ids: dict[str, str]) -> tuple[str, dict[str, Any]]:
    upload = random.choice((*(ids[name] for name in _UPLOADS[:2]), ids[_UPLOADS[3]], ""))
    return "static", {"upload": upload, "pages": random.choice(("", "1", "1-2", "99")), "rotate": 0}


def _text(random: Random, _: dict[str, str]) -> tuple[str, dict[str, Any]]:
    words = "\n\n".join(_template(random) for _ in range(random.randint(0, 3)))
    return "text", {"markdown": f"# Text\n\n{words}", "layout": random.choice(("text", "text", "cover", "poster"))}


def _form(random: Random, ids: dict[str, str]) -> tuple[str, dict[str, Any]]:
    fields = {name: _template(random) for name in (W9_NAME, W9_BUSINESS, "gone") if random.random() < 0.8}
    fields[W9_CORPORATION] = random.choice(("{{ incorporated }}", "{{ plan }}", "yes"))
    return "form", {
        "upload": ids["fw9.pdf"],
        "fields": fields,
        "empty": random.choice(([], [W9_NAME])),
        "pages": random.choice(("", "1", "2")),
        "addendum": random.random() < 0.5,
    }


def _worksheet(random: Random, ids: dict[str, str]) -> tuple[str, dict[str, Any]]:
    if random.random() < 0.4:
        return "worksheet", {"ask": True, "prompt": "The statement", "optional": random.random() < 0.5}
    cells = random.choice(({}, {"Time Card!C5": _template(random)}, {"gone": "{{ plan }}"}))
    sheets = random.choice(([], [], ["Gone"]))
    return "worksheet", {"upload": ids[_UPLOADS[3]], "cells": cells, "sheets": sheets, "scale": random.choice((0, 5))}


def _choice(random: Random, ids: dict[str, str]) -> tuple[str, dict[str, Any]]:
    options = [
        {"name": name, "rule": random.choice(_RULES), "page": _plain(_page(random, ids, nested=True))}
        for name in ("one", "two", "three")[: random.randint(0, 3)]
    ]
    default = {"name": "else", "page": _plain(_page(random, ids, nested=True))} if random.random() < 0.3 else None
    take, none = random.choice(("first", "all")), random.choice(("error", "nothing"))
    return "choice", {"options": options, "take": take, "none": none, "default": default}


def _plain(page: Page) -> dict[str, Any]:
    return {"type": page.type, "title": page.title, "config": dict(page.config)}


def _template(random: Random) -> str:
    return random.choice(_TEMPLATES)
