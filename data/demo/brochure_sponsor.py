"""The plan sponsor's guide: an employer's duties in a year, who is eligible, what to keep."""

from __future__ import annotations

import math
from pathlib import Path

from brochure_kit import (
    BODY,
    CLAY,
    CREAM,
    GREY,
    H2,
    INK,
    LABEL,
    LEAD,
    LEFT,
    MEASURE,
    MIST,
    OCHRE,
    RIGHT,
    SANS,
    SANS_BOLD,
    SERIF,
    SMALL,
    TEAL,
    WIDTH,
    Brochure,
    style,
    tint,
)
from reportlab.lib.colors import Color, white

QUARTERS = (
    ("January – March", TEAL, (
        "Send the census of last year: hours, pay, dates of hire and birth",
        "Review the results of the yearly tests with us",
        "Correct excess deferrals by April 15",
        "Deposit the last matching contributions of the year",
    )),
    ("April – June", tint(TEAL, 0.62), (
        "Confirm owners, officers and related companies",
        "Sign the annual return, or ask for its extension",
        "Look over the fidelity bond: it must cover a tenth of the assets",
        "Hold the first meeting of the plan committee",
    )),
    ("July – September", OCHRE, (
        "File the annual return by July 31, or October 15 with an extension",
        "Give everybody the summary annual report",
        "Check deferrals of those who came back from leave",
        "Decide whether next year will be a safe harbor year",
    )),
    ("October – December", CLAY, (
        "Send the notices for next year by December 1",
        "Enter the new limits into payroll",
        "See that everybody who must take money out has done so",
        "Hold the second meeting of the plan committee, and keep its minutes",
    )),
)  # fmt: skip

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def draw(path: Path) -> None:
    """Draw four pages."""
    brochure = Brochure(path, "The plan sponsor's year")
    for page in (_year, _quarters, _eligible, _records):
        page(brochure)
    brochure.save()


def _year(b: Brochure) -> None:
    b.begin_page("The plan sponsor’s year", "year")
    y = b.heading("The plan sponsor’s year")
    b.text(
        "A retirement plan asks for a few hours of its sponsor each quarter. This guide says which ones, and what we "
        "do in between, so that nothing is left for the last week of December.",
        LEAD,
        y,
    )
    center = (WIDTH / 2, 368)
    for i, month in enumerate(MONTHS):
        _month(b, center, i, month, QUARTERS[i // 3][1])
    b.fill(white)
    b.canvas.circle(*center, 90, stroke=0, fill=1)
    b.line("Four visits", center[0], center[1] + 12, SERIF, 22, TEAL, align="center")
    b.line("about six hours a year", center[0], center[1] - 10, SANS, 11, GREY, align="center")
    events = (
        (1, "Census", "by January 31"),
        (3.5, "Corrections", "by April 15"),
        (7, "Annual return", "by July 31"),
        (9.5, "Extended return", "by October 15"),
        (11, "Notices", "by December 1"),
    )
    for month_number, what, when in events:
        _event(b, center, month_number, what, when)
    width = (MEASURE - 20) / 2
    for i, (target, title) in enumerate((("quarters", "Quarter by quarter"), ("eligible", "Who is eligible?"))):
        x = LEFT + i * (width + 20)
        b.fill(MIST)
        b.canvas.roundRect(x, 92, width, 40, 4, stroke=0, fill=1)
        b.line(title, x + 16, 107, SANS_BOLD, 12, TEAL)
        b.line(f"page {i + 2}", x + width - 16, 107, SANS, 11, GREY, align="right")
        b.link(target, x, 92, width, 40)


def _month(b: Brochure, center: tuple[float, float], index: int, name: str, color: Color) -> None:
    """Draw a twelfth of the ring, January at the top."""
    start = 90 - 30 * index
    path = b.canvas.beginPath()
    path.moveTo(*center)
    path.arcTo(center[0] - 156, center[1] - 156, center[0] + 156, center[1] + 156, start - 30, 30)
    path.close()
    b.canvas.setFillColor(color)
    b.canvas.setStrokeColor(white)
    b.canvas.setLineWidth(2.5)
    b.canvas.drawPath(path, stroke=1, fill=1)
    x, y = _on_circle(center, 123, index + 0.5)
    b.line(name, x, y - 4, SANS_BOLD, 11.5, white, align="center")


def _event(b: Brochure, center: tuple[float, float], month: float, what: str, when: str) -> None:
    """Write a date outside the ring, at the end of its month."""
    x, y = _on_circle(center, 160, month)
    end_x, end_y = _on_circle(center, 174, month)
    b.rule(x, y, end_x, end_y, GREY, weight=1)
    right = end_x >= center[0]
    at = end_x + (6 if right else -6)
    align = "left" if right else "right"
    b.line(what, at, end_y + 1, SANS_BOLD, 10.5, INK, align=align)
    b.line(when, at, end_y - 11, SANS, 9.5, GREY, align=align)


def _on_circle(center: tuple[float, float], radius: float, month: float) -> tuple[float, float]:
    angle = math.radians(90 - 30 * month)
    return center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle)


def _quarters(b: Brochure) -> None:
    b.begin_page("Quarter by quarter", "quarters")
    y = b.heading("Quarter by quarter")
    y = b.text("Print this page, hang it up, tick things off.", LEAD, y) - 26
    width, height = (MEASURE - 24) / 2, 236
    for i, (title, color, tasks) in enumerate(QUARTERS):
        x = LEFT + (i % 2) * (width + 24)
        top = y - (i // 2) * (height + 22)
        b.fill(tint(color, 0.10))
        b.canvas.roundRect(x, top - height, width, height, 4, stroke=0, fill=1)
        b.fill(color)
        b.canvas.rect(x, top - 5, width, 5, stroke=0, fill=1)
        end = b.text(title, style(SERIF, 16, 21, color), top - 20, x=x + 18)
        b.boxed(tasks, end - 12, x=x + 18, width=width - 36, color=color)
    b.text("Dates are those of a plan whose year is the calendar year.", SMALL, 92)


def _eligible(b: Brochure) -> None:
    b.begin_page("Who is eligible?", "eligible")
    y = b.heading("Who is eligible?")
    b.text("Three questions, asked on each January 1 and July 1 of everybody on the payroll.", LEAD, y)
    questions = (
        ("Twenty-one or older?", "Count from the date of birth in the census."),
        ("One thousand hours in twelve months?", "Or five hundred in each of two years in a row."),
        ("In a group that the plan covers?", "Your adoption agreement lists who is left out."),
    )
    width, height, gap = 250.0, 84.0, 46.0
    top = 560.0
    for i, (question, hint) in enumerate(questions):
        bottom = top - height - i * (height + gap)
        b.fill(MIST)
        b.canvas.roundRect(LEFT, bottom, width, height, 6, stroke=0, fill=1)
        b.fill(TEAL)
        b.canvas.rect(LEFT, bottom, 5, height, stroke=0, fill=1)
        end = b.text(question, H2, bottom + height - 14, x=LEFT + 20, width=width - 32)
        b.text(hint, style(SANS, 10.5, 14.5, GREY), end - 3, x=LEFT + 20, width=width - 32)
        _arrow(b, (LEFT + width / 2, bottom - 4), (LEFT + width / 2, bottom - gap + 6), "Yes")
        _arrow(b, (LEFT + width + 4, bottom + height / 2), (LEFT + width + 66, bottom + height / 2), "No")
    answers = (
        "Ask again at the next entry date.",
        "Keep counting hours: we do it with you.",
        "Note the reason in the file.",
    )
    for i, answer in enumerate(answers):
        bottom = top - height - i * (height + gap)
        b.text(answer, BODY, bottom + height / 2 + 10, x=LEFT + width + 80, width=RIGHT - LEFT - width - 80)
    bottom = top - 3 * (height + gap) - 56
    b.fill(TEAL)
    b.canvas.roundRect(LEFT, bottom, MEASURE, 56, 6, stroke=0, fill=1)
    b.line("Eligible: offer enrollment before the entry date", LEFT + 20, bottom + 22, SERIF, 16, white)


def _arrow(b: Brochure, start: tuple[float, float], end: tuple[float, float], word: str) -> None:
    b.rule(*start, *end, TEAL, weight=1.4)
    (x, y), down = end, start[0] == end[0]
    head = [(x - 4.5, y), (x + 4.5, y), (x, y - 7)] if down else [(x, y + 4.5), (x, y - 4.5), (x + 7, y)]
    b.shape(head, TEAL)
    if down:
        b.line(word, x + 9, (start[1] + y) / 2 - 3, SANS_BOLD, 10, TEAL)
    else:
        b.line(word, (start[0] + x) / 2, y + 6, SANS_BOLD, 10, TEAL, align="center")


def _records(b: Brochure) -> None:
    b.begin_page("What to keep, and how long", "records")
    y = b.heading("What to keep, and how long")
    y = b.text("If it says who was paid, who was in, or who decided: keep it.", LEAD, y) - 30
    spans = (
        ("Plan document, amendments, adoption agreement", "for ever", 1.0, TEAL),
        ("Beneficiary designations", "until paid, and six years", 0.86, tint(TEAL, 0.72)),
        ("Payroll and time records", "seven years", 0.62, tint(TEAL, 0.5)),
        ("Annual returns and their work papers", "six years from filing", 0.54, OCHRE),
        ("Notices, and proof that they were sent", "six years", 0.54, tint(OCHRE, 0.75)),
        ("Committee minutes", "six years", 0.54, tint(OCHRE, 0.55)),
    )
    for what, long, share, color in spans:
        b.line(what, LEFT, y, SANS_BOLD, 11, INK)
        b.line(long, RIGHT, y, SANS, 11, GREY, align="right")
        b.fill(CREAM)
        b.canvas.roundRect(LEFT, y - 18, MEASURE, 9, 4.5, stroke=0, fill=1)
        b.fill(color)
        b.canvas.roundRect(LEFT, y - 18, MEASURE * share, 9, 4.5, stroke=0, fill=1)
        y -= 46
    y -= 2
    width = (MEASURE - 28) / 2
    left = b.text("Call us first when", H2, y, width=width) - 8
    left = b.ticked(
        (
            "you buy or sell a company",
            "payroll changes its provider",
            "a deposit was late",
            "somebody’s account is in a divorce",
        ),
        left,
        width=width,
        color=CLAY,
    )
    x = LEFT + width + 28
    right = b.text("We do it for you", H2, y, x=x, width=width) - 8
    b.ticked(
        (
            "testing and the annual return",
            "notices, in English and Spanish",
            "loans, withdrawals and rollovers",
            "the file, if the Department of Labor asks",
        ),
        right,
        x=x,
        width=width,
        color=TEAL,
    )
    b.rule(LEFT, 122, RIGHT, 122)
    b.text("Larkfield Retirement Partners", LABEL, 112)
    b.line("(802) 555-0142   ·   sponsors@larkfield.example", LEFT, 84, SANS, 11, GREY)
    b.web_link("mailto:sponsors@larkfield.example", LEFT + 96, 78, 160, 18)
    b.line("Back to the year", RIGHT, 84, SANS, 11, TEAL, align="right")
    b.link("year", RIGHT - 90, 78, 90, 18)
