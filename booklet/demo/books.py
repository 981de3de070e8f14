"""The demo's two books, which together use every page type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booklet.model import BookSettings, Page, Style

if TYPE_CHECKING:
    from booklet.workspace import Workspace

_SETTINGS = BookSettings(
    author="Larkfield Retirement Partners",
    header="{{ title }}",
    footer="{{ customer }}",
    page_numbers="{{ page }} of {{ pages }}",
    page_numbers_from=2,
    style=Style(accent="#17494d"),
)
_W9 = "topmostSubform[0].Page1[0]."
_W9_FIELDS = {
    "f1_01_0_[0]": "{{ customer }}",
    "c1_01[1]": '{% if entity == "C corporation" %}yes{% endif %}',
    "c1_01[2]": '{% if entity == "S corporation" %}yes{% endif %}',
    "c1_01[3]": '{% if entity == "Partnership" %}yes{% endif %}',
    "c1_01[5]": '{% if entity == "LLC" %}yes{% endif %}',
    "f1_18_0_[0]": '{% if entity == "LLC" %}P{% endif %}',
    "c1_01[6]": '{% if entity == "Nonprofit" %}yes{% endif %}',
    "f1_50_0_[0]": '{% if entity == "Nonprofit" %}Nonprofit corporation{% endif %}',
    "f1_04_0_[0]": "{{ address }}",
    "f1_05_0_[0]": "{{ city }}",
    "f1_06_0_[0]": "Larkfield Retirement Partners\n220 Commerce Street\nBurlington, VT 05401",
    "social[0].TextField2[2]": "{{ ein[:2] }}",
    "social[0].TextField2[3]": "{{ ein[3:] }}",
}
_W9_EMPTY = (
    "f1_02_0_[0]",  # another business name
    "c1_01[0]",  # an individual
    "c1_01[4]",  # a trust or estate
    "c1_01[7]",  # an exempt payee
    "f1_07_0_[0]",  # account numbers
    "social[0].TextField1[0]",
    "social[0].TextField2[0]",
    "social[0].TextField2[1]",
)


def save_books(workspace: Workspace, texts: Path, *, by: str) -> None:
    """Save both books; `texts` is the folder of their Markdown. The uploads must be there already."""
    markdown = {path.stem: path.read_text(encoding="utf-8") for path in texts.glob("*.md")}
    workspace.books.save(
        "Quarterly Review",
        pages=_review_pages(markdown),
        settings=replace(_SETTINGS, title="{{ book }} {{ quarter }}: {{ customer }}", subject="Retirement plan review"),
        description="What happened in the quarter, what to decide, and the statement.",
        by=by,
    )
    workspace.books.save(
        "Welcome Kit",
        pages=_welcome_pages(markdown),
        settings=replace(
            _SETTINGS,
            title="Welcome, {{ customer }}",
            subject="For sponsors of a new plan",
            watermark="{% if not documents_signed %}DRAFT{% endif %}",
        ),
        description="What a sponsor should have at hand; marked as a draft until the documents are signed.",
        by=by,
    )


def _review_pages(texts: Mapping[str, str]) -> list[Page]:
    return [
        _text("", texts["review-cover"], layout="cover"),
        Page("contents", "Contents", {"heading": "Contents", "depth": 1}),
        _text("The quarter in brief", texts["review-letter"]),
        Page(
            "worksheet",
            "Your statement",
            {
                "ask": True,
                "prompt": "The customer's statement of the quarter",
                "upload": "",
                "sheets": ["Account and history"],
            },
        ),
        Page("choice", "", _agenda(texts)),
        Page("choice", "", {**_by_plan("Your service plan: {}"), "none": "error", "default": None}),
        _static("From the investment guide", "investment-guide.pdf", "3-5"),
        _text("Notes", texts["disclosures"]),
    ]


def _welcome_pages(texts: Mapping[str, str]) -> list[Page]:
    all_plans = {"name": "All plans", "page": _plain(_static("Our service plans", "service-plans.pdf"))}
    return [
        _text("", texts["welcome-cover"], layout="cover"),
        Page("contents", "Contents", {"heading": "What is in this book", "depth": 1}),
        _text("Welcome", texts["welcome-letter"]),
        _text("Who looks after you", texts["welcome-people"]),
        Page("choice", "", {**_by_plan("What {} includes"), "default": all_plans, "none": "error"}),
        _static("The plan sponsor’s year", "sponsor-guide.pdf"),
        Page("form", "Form W-9", _w9_config()),
        Page("worksheet", "Time card", {"upload": "time-card.xltx", "sheets": [], "ask": False, "fit_width": True}),
        _static("Investing for the long run", "investment-guide.pdf"),
    ]


def _text(title: str, markdown: str, *, layout: str = "text") -> Page:
    return Page("text", title, {"markdown": markdown, "layout": layout})


def _static(title: str, upload: str, pages: str = "") -> Page:
    return Page("static", title, {"upload": upload, "pages": pages, "rotate": 0})


def _plain(page: Page) -> dict[str, Any]:
    """Return a page as the option of a choice holds it."""
    return {"type": page.type, "title": page.title, "config": dict(page.config)}


def _agenda(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the choice of every subject that the customer's figures bring up."""
    subjects = (
        ("Documents", "not documents_signed", "Your signature is missing", "agenda-documents"),
        ("Participation", "participation < 0.75", "More people in the plan", "agenda-participation"),
        ("Deferral", "deferral < 0.06", "Saving a little more", "agenda-deferral"),
        ("Testing", "not safe_harbor", "The tests of the year", "agenda-testing"),
    )
    options = [
        {"name": name, "rule": rule, "page": _plain(_text(title, texts[text]))} for name, rule, title, text in subjects
    ]
    nothing = {"name": "Nothing", "page": _plain(_text("Nothing to decide", texts["agenda-nothing"]))}
    return {"take": "all", "options": options, "default": nothing, "none": "error"}


def _by_plan(title: str) -> dict[str, Any]:
    """Return the choice of the customer's service plan."""
    plans = (("Gold", "2"), ("Silver", "3"), ("Bronze", "4"))
    options = [
        {
            "name": plan,
            "rule": f'plan == "{plan}"',
            "page": _plain(_static(title.format(plan), "service-plans.pdf", page)),
        }
        for plan, page in plans
    ]
    return {"take": "first", "options": options}


def _w9_config() -> dict[str, Any]:
    """Return the settings of the form's first page, left fillable: a signature and a date are still to come."""
    return {
        "upload": "fw9.pdf",
        "pages": "1",
        "fields": {_W9 + name: template for name, template in _W9_FIELDS.items()},
        "states": {},
        "empty": [_W9 + name for name in _W9_EMPTY],
        "flatten": False,
    }
