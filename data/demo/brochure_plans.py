"""The three service plans: a page that compares them, then a page for each, which a book takes by customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure_kit import (
    BODY,
    CREAM,
    GREY,
    H2,
    INK,
    LEAD,
    LEFT,
    MEASURE,
    RIGHT,
    SANS,
    SANS_BOLD,
    SERIF,
    SERIF_ITALIC,
    SMALL,
    TOP,
    Brochure,
    style,
    tint,
)
from reportlab.lib.colors import Color, HexColor, white


@dataclass(frozen=True)
class Plan:
    """The offer of a plan, and the words of its page."""

    name: str
    color: Color
    promise: str
    price: str
    price_words: str
    story: str
    included: Sequence[str]
    people: Sequence[tuple[str, str]]


PLANS = (
    Plan(
        "Gold",
        HexColor("#a8741a"),
        "We take the decisions, and answer for them.",
        "0.38%",
        "of assets a year, all in",
        "With Gold we are the plan’s named fiduciary and investment manager. Your committee meets twice a year to "
        "watch us, not to do our work, and every employee has an adviser of his own.",
        (
            "Named fiduciary for administration and investments",
            "An adviser’s hour for every employee, every year",
            "Quarterly review with your committee, in person",
            "Testing, annual return and audit, with the auditor’s questions answered",
            "Financial wellness classes, four a year, at your place",
            "Corrections of payroll errors at our cost",
        ),
        (("Your call is answered within", "1 hour"), ("Meetings a year", "4"), ("People who know your plan", "4")),
    ),
    Plan(
        "Silver",
        HexColor("#56707a"),
        "We advise, you decide, together we document it.",
        "0.27%",
        "of assets a year, and $1,200",
        "With Silver we share the fiduciary’s duty: we propose the menu and watch it, your committee decides. It is "
        "the plan that most employers between fifty and three hundred people choose.",
        (
            "Co-fiduciary advice on the investment menu",
            "Quarterly review by video, once a year in person",
            "Testing and the annual return",
            "Enrollment meetings, two a year",
            "A help line for employees, in English and Spanish",
        ),
        (("Your call is answered within", "4 hours"), ("Meetings a year", "4"), ("People who know your plan", "2")),
    ),
    Plan(
        "Bronze",
        HexColor("#8c5a3c"),
        "Everything that a plan must have, and nothing that it need not.",
        "0.19%",
        "of assets a year, and $600",
        "With Bronze a young plan gets a sound menu, clean books and a yearly look at both. When it grows, it moves up "
        "within a week, without a new contract.",
        (
            "A ready-made menu of index and target-date funds",
            "Testing and the annual return",
            "A yearly review by video",
            "Enrollment on line, with a short film for each step",
        ),
        (("Your call is answered within", "1 day"), ("Meetings a year", "1"), ("People who know your plan", "1")),
    ),
)

COMPARED = (
    ("Menu and its monitoring", "managed", "advised", "ready-made"),
    ("Fiduciary", "we are", "we share", "you are"),
    ("Review", "quarterly, in person", "quarterly, by video", "yearly, by video"),
    ("Advice to employees", "an hour each", "help line", "on line"),
    ("Testing and annual return", "yes", "yes", "yes"),
    ("Corrections of payroll errors", "at our cost", "$180 an hour", "$180 an hour"),
    ("Price a year", "0.38%", "0.27% + $1,200", "0.19% + $600"),
)


def draw(path: Path) -> None:
    """Draw four pages: the comparison, then Gold, Silver, Bronze."""
    brochure = Brochure(path, "Three ways to work with us")
    _compare(brochure)
    for plan in PLANS:
        _draw_plan(brochure, plan)
    brochure.save()


def _compare(b: Brochure) -> None:
    b.begin_page("Three ways to work with us", "compare")
    y = b.heading("Three ways to work with us")
    y = b.text(
        "The same people, the same care with figures; what differs is how much of the deciding you would like "
        "to hand over.",
        LEAD,
        y,
    )
    first, width = 150.0, (MEASURE - 150.0) / 3
    top = y - 34
    for i, plan in enumerate(PLANS):
        x = LEFT + first + i * width
        b.fill(plan.color)
        b.canvas.rect(x + 4, top - 44, width - 8, 44, stroke=0, fill=1)
        b.line(plan.name, x + width / 2, top - 29, SERIF, 20, white, align="center")
        b.link(plan.name.lower(), x + 4, top - 44, width - 8, 44)
        b.fill(tint(plan.color, 0.08))
        b.canvas.rect(x + 4, top - 44 - 40 * len(COMPARED), width - 8, 40 * len(COMPARED), stroke=0, fill=1)
    y = top - 44
    for label, *cells in COMPARED:
        b.line(label, LEFT, y - 24, SANS_BOLD, 10.5, INK)
        for i, cell in enumerate(cells):
            x = LEFT + first + (i + 0.5) * width
            b.line(cell, x, y - 24, SANS, 10.5, INK, align="center")
        y -= 40
        b.rule(LEFT, y, RIGHT, y)
    y = b.text("Moving between plans", H2, y - 40)
    b.text(
        "A plan may move up at the beginning of any quarter, and down at the beginning of a year. Nothing moves for "
        "your employees: the funds, the web site and the people stay the same.",
        BODY,
        y - 4,
    )


def _draw_plan(b: Brochure, plan: Plan) -> None:
    b.begin_page(plan.promise.removesuffix("."), plan.name.lower())
    _draw_banner(b, plan.color)
    b.line("Your service plan", LEFT + 26, TOP - 30, SANS, 11.5, tint(plan.color, 0.25))
    b.line(plan.name, LEFT + 26, TOP - 76, SERIF, 44, white)
    b.line(plan.promise, LEFT + 26, TOP - 100, SERIF_ITALIC, 13, white)
    y = b.text(plan.story, LEAD, TOP - 148)
    y = b.text("What is included", style(SERIF, 17, 22, plan.color), y - 28) - 10
    y = b.ticked(plan.included, y, color=plan.color)
    y -= 22
    width = (MEASURE - 2 * 16) / 3
    for i, (label, figure) in enumerate(plan.people):
        x = LEFT + i * (width + 16)
        b.fill(CREAM)
        b.canvas.roundRect(x, y - 76, width, 76, 4, stroke=0, fill=1)
        b.line(figure, x + 16, y - 36, SERIF, 24, plan.color)
        b.line(label, x + 16, y - 58, SANS, 10, GREY)
    y -= 104
    b.rule(LEFT, y, RIGHT, y, tint(plan.color, 0.5))
    b.line(plan.price, LEFT, y - 34, SERIF, 26, plan.color)
    b.line(plan.price_words, LEFT + 92, y - 33, SANS, 12, GREY)
    b.text("Prices hold for the calendar year. They cover all work of this page; fund expenses are apart.", SMALL, 84)


def _draw_banner(b: Brochure, color: Color) -> None:
    """Draw a field of the plan's color, with the firm's rings in its lower right corner."""
    bottom, height = TOP - 118, 124
    b.canvas.saveState()
    window = b.canvas.beginPath()
    window.rect(LEFT, bottom, MEASURE, height)
    b.canvas.clipPath(window, stroke=0, fill=0)
    b.fill(color)
    b.canvas.rect(LEFT, bottom, MEASURE, height, stroke=0, fill=1)
    b.fill(white)
    for i in range(3):
        b.canvas.setFillAlpha(0.07 + 0.04 * i)
        b.canvas.circle(RIGHT - 70 + i * 18, bottom, 120 - 34 * i, stroke=0, fill=1)
    b.canvas.restoreState()
