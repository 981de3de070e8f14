"""The guide to the investment menu: what is in it, what it costs, how it ages with its owner."""

from __future__ import annotations

from pathlib import Path

from brochure_kit import (
    BODY,
    BOTTOM,
    CLAY,
    CREAM,
    GREY,
    H2,
    HEIGHT,
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
    SERIF_ITALIC,
    SMALL,
    TEAL,
    WIDTH,
    Brochure,
    Plot,
    style,
    tint,
)
from reportlab.lib.colors import white

CHAPTERS = (
    ("menu", "How the menu is built", 2),
    ("risk", "Risk, and what it has paid", 3),
    ("ages", "One fund that ages with you", 4),
    ("costs", "What a small fee does in thirty years", 5),
    ("words", "Words you will meet", 6),
)


def draw(path: Path) -> None:
    """Draw six pages; the contents on the first lead to the others."""
    brochure = Brochure(path, "Investing for the long run")
    for page in (_cover, _menu, _risk, _ages, _costs, _words):
        page(brochure)
    brochure.save()


def _cover(b: Brochure) -> None:
    b.begin_page("Investing for the long run", "cover")
    b.hills(44, 330, WIDTH - 88, HEIGHT - 330 - 48, tint(OCHRE, 0.16))
    y = b.text("Investing for the long run", style(SERIF, 38, 43, TEAL, shaping=1), 306)
    y = b.text("A guide to the investment menu of your retirement plan", style(SANS, 14, 20, GREY), y - 8)
    y -= 24
    for key, title, page in CHAPTERS:
        b.rule(LEFT, y + 4, RIGHT, y + 4)
        b.line(title, LEFT, y - 12, SANS, 11.5, INK)
        b.line(str(page), RIGHT, y - 12, SANS_BOLD, 11.5, TEAL, align="right")
        b.link(key, LEFT, y - 18, MEASURE, 22)
        y -= 24
    b.rule(LEFT, y + 4, RIGHT, y + 4)


def _menu(b: Brochure) -> None:
    b.begin_page("How the menu is built", "menu")
    y = b.heading("How the menu is built")
    y = b.text(
        "A good menu is short. It lets everybody in the plan invest sensibly on the first day, "
        "and lets those who wish to choose for themselves do so without a degree in finance.",
        LEAD,
        y,
    )
    principles = (
        ("Broad", "Each fund holds hundreds or thousands of companies or bonds, so that no single one decides."),
        ("Low in cost", "Index funds wherever an index covers the market well. The average cost is 0.09% a year."),
        ("Watched", "Our committee reviews every fund each quarter against six written criteria, and reports."),
    )
    y -= 34
    width = (MEASURE - 2 * 24) / 3
    ends = []
    for i, (title, words) in enumerate(principles):
        x = LEFT + i * (width + 24)
        b.fill(TEAL)
        b.canvas.circle(x + 15, y - 14, 15, stroke=0, fill=1)
        b.line(str(i + 1), x + 15, y - 19, SERIF, 15, white, align="center")
        end = b.text(title, H2, y - 42, x=x, width=width)
        ends.append(b.text(words, BODY, end - 4, x=x, width=width))
    y = min(ends) - 36
    y = b.text("The menu at a glance", H2, y) - 12
    rows = (
        ("Target-date series", "Nine funds, by year of retirement", "0.10%", TEAL),
        ("US stock index", "About 3,600 companies", "0.03%", tint(TEAL, 0.75)),
        ("International stock index", "About 7,800 companies", "0.07%", tint(TEAL, 0.5)),
        ("US bond index", "Treasuries, agencies and corporates", "0.04%", OCHRE),
        ("Inflation-protected bonds", "Treasury securities linked to prices", "0.05%", tint(OCHRE, 0.6)),
        ("Stable value", "Principal protection, a steady rate", "0.25%", CLAY),
    )
    for name, what, cost, color in rows:
        b.fill(color)
        b.canvas.rect(LEFT, y - 15, 5, 15, stroke=0, fill=1)
        b.line(name, LEFT + 16, y - 12, SANS_BOLD, 11, INK)
        b.line(what, LEFT + 190, y - 12, SANS, 11, GREY)
        b.line(cost, RIGHT, y - 12, SANS, 11, INK, align="right")
        b.rule(LEFT, y - 22, RIGHT, y - 22)
        y -= 29
    b.text("Expense ratios a year, as of the last review. Figures in this guide are illustrations.", SMALL, y - 2)


def _risk(b: Brochure) -> None:
    b.begin_page("Risk, and what it has paid", "risk")
    y = b.heading("Risk, and what it has paid")
    y = b.text(
        "Nobody is paid for holding what cannot fall. The bars below show the range of one-year results that a careful "
        "investor should be ready for; the mark in each is the average.",
        LEAD,
        y,
    )
    plot = Plot(b, (LEFT + 34, 250, MEASURE - 34, y - 250 - 46), across=(0, 6), up=(-45, 60))
    levels = (-40, -20, 0, 20, 40, 60)
    plot.grid(levels, [f"{level:+d}%".replace("-", "−") if level else "0" for level in levels])
    assets = (
        ("Stable value", 1, 5, 2.4, CLAY),
        ("Inflation-protected", -12, 14, 3.3, tint(OCHRE, 0.6)),
        ("US bonds", -13, 18, 4.0, OCHRE),
        ("Target date 2045", -32, 29, 7.6, TEAL),
        ("US stocks", -37, 38, 9.6, tint(TEAL, 0.75)),
        ("International", -43, 42, 7.1, tint(TEAL, 0.5)),
    )
    for i, (name, low, high, mean, color) in enumerate(assets):
        x = plot.x(i + 0.5)
        b.fill(color)
        b.canvas.roundRect(x - 15, plot.y(low), 30, plot.y(high) - plot.y(low), 3, stroke=0, fill=1)
        b.fill(white)
        b.canvas.rect(x - 15, plot.y(mean) - 1.25, 30, 2.5, stroke=0, fill=1)
        b.line(name, x, 226, SANS_BOLD, 9.5, INK, align="center")
        b.line(f"{mean:.1f}%", x, 213, SANS, 9.5, GREY, align="center")
    b.fill(CREAM)
    b.canvas.roundRect(LEFT, 92, MEASURE, 88, 4, stroke=0, fill=1)
    y = b.text("How to read it", LABEL, 166, x=LEFT + 18, width=MEASURE - 36)
    b.text(
        "A wide bar is not a bad fund; it is one to hold for a long time. Money that will be needed within five years "
        "belongs toward the left, money for later years can stand on the right.",
        BODY,
        y - 2,
        x=LEFT + 18,
        width=MEASURE - 36,
    )
    b.text("Illustrative ranges of annual results, not a forecast and not the record of any fund.", SMALL, 82)


def _ages(b: Brochure) -> None:
    b.begin_page("One fund that ages with you", "ages")
    y = b.heading("One fund that ages with you")
    y = b.text(
        "Most people in the plan own a single target-date fund. It begins with stocks, and exchanges them for bonds "
        "as the year of retirement comes near.",
        LEAD,
        y,
    )
    box = (LEFT + 34, 300, MEASURE - 34, y - 300 - 56)
    plot = Plot(b, box, across=(-40, 20), up=(0, 100))
    years = list(range(-40, 21))
    stocks = [_stock_share(year) for year in years]
    bonds = [
        stock + (100 - stock) * (1 - 0.13 * _softly((year + 15) / 20))
        for year, stock in zip(years, stocks, strict=True)
    ]
    layers = (([100.0] * len(years), tint(CLAY, 0.75)), (bonds, tint(OCHRE, 0.85)), (stocks, TEAL))
    for tops, color in layers:
        points = [(plot.x(year), plot.y(top)) for year, top in zip(years, tops, strict=True)]
        b.shape([(plot.x(-40), plot.y(0)), *points, (plot.x(20), plot.y(0))], color)
    for level in (0, 25, 50, 75, 100):
        b.line(f"{level}%", LEFT + 26, plot.y(level) - 3, SANS, 9, GREY, align="right")
    plot.ticks((-40, -30, -20, -10, 10, 20), ("40", "30", "20", "10", "10", "20"))
    b.line("years before", plot.x(-25), plot.box[1] - 28, SANS, 9, GREY, align="center")
    b.line("years after", plot.x(15), plot.box[1] - 28, SANS, 9, GREY, align="center")
    b.canvas.setDash(2, 2)
    b.rule(plot.x(0), plot.y(0) - 6, plot.x(0), plot.y(100) + 8, INK, weight=0.9)
    b.canvas.setDash()
    b.line("Retirement", plot.x(0), plot.y(100) + 13, SANS_BOLD, 9.5, INK, align="center")
    b.line("Stocks", plot.x(-36), plot.y(40), SERIF, 17, white)
    b.line("Bonds", plot.x(6), plot.y(58), SERIF, 17, white)
    b.line("Stable value", plot.x(8.5), plot.y(94.3), SERIF_ITALIC, 11, white)
    width = (MEASURE - 28) / 2
    end = b.text("When it suits", H2, 256, width=width)
    b.text(
        "You would rather not choose, or not look. The fund does the spreading, the rebalancing and the growing "
        "careful, for a tenth of a percent a year.",
        BODY,
        end - 4,
        width=width,
    )
    x = LEFT + width + 28
    end = b.text("When to choose yourself", H2, 256, x=x, width=width)
    b.text(
        "You have large savings elsewhere, a pension, or a spouse whose account should be looked at together with "
        "yours. Then build from the index funds, and talk to us.",
        BODY,
        end - 4,
        x=x,
        width=width,
    )


def _stock_share(year: int) -> float:
    """Return the share of stocks in percent: 90 until 25 years before, 30 from seven years after, softly between."""
    return 30 + 60 * _softly((7 - year) / 32)


def _softly(share: float) -> float:
    """Ease from 0 to 1 without a corner."""
    held = min(max(share, 0.0), 1.0)
    return held * held * (3 - 2 * held)


def _costs(b: Brochure) -> None:
    b.begin_page("What a small fee does in thirty years", "costs")
    y = b.heading("What a small fee does in thirty years")
    y = b.text(
        "Two savers start with $100,000 and earn six percent a year before costs. One pays 0.25% a year, "
        "the other 1.25%. Neither notices in any single year.",
        LEAD,
        y,
    )
    plot = Plot(b, (LEFT + 48, 300, MEASURE - 48 - 74, y - 300 - 40), across=(0, 30), up=(0, 600))
    plot.grid((0, 100, 200, 300, 400, 500, 600), ("0", "$100k", "$200k", "$300k", "$400k", "$500k", "$600k"))
    plot.ticks((0, 5, 10, 15, 20, 25, 30), ("Today", "5", "10", "15", "20", "25", "30 years"))
    lines = {cost: [(year, 100 * (1.06 - cost) ** year) for year in range(31)] for cost in (0.0025, 0.0125)}
    low, high = ([(plot.x(year), plot.y(value)) for year, value in lines[cost]] for cost in (0.0125, 0.0025))
    b.shape([*low, *reversed(high)], tint(OCHRE, 0.28))
    b.curve(low, CLAY, weight=2.4)
    b.curve(high, TEAL, weight=2.4)
    ends = {cost: points[-1][1] for cost, points in lines.items()}
    for cost, color in ((0.0025, TEAL), (0.0125, CLAY)):
        at = plot.y(ends[cost])
        b.fill(color)
        b.canvas.circle(plot.x(30), at, 4, stroke=0, fill=1)
        b.line(f"${ends[cost]:,.0f}k", plot.x(30) + 12, at + 1, SERIF, 15, color)
        b.line(f"at {cost:.2%}", plot.x(30) + 12, at - 12, SANS, 9.5, GREY)
    lost = ends[0.0025] - ends[0.0125]
    b.fill(MIST)
    b.canvas.roundRect(LEFT, 122, MEASURE, 118, 4, stroke=0, fill=1)
    b.line(f"${lost:,.0f},000", LEFT + 24, 176, SERIF, 38, TEAL)
    b.line("is what one percent costs", LEFT + 24, 154, SANS, 11, GREY)
    b.text(
        "One percent a year sounds like one part in a hundred. Over thirty years it is a quarter of everything that "
        "was earned and saved. Costs are the one part of a result that is known beforehand.",
        BODY,
        218,
        x=LEFT + 224,
        width=MEASURE - 248,
    )
    b.text("Illustration: steady growth of 6% a year before costs, no contributions, no taxes.", SMALL, 108)


def _words(b: Brochure) -> None:
    b.begin_page("Words you will meet", "words")
    y = b.heading("Words you will meet")
    glossary = (
        ("Basis point", "A hundredth of a percent. A fund that costs 0.09% costs nine basis points."),
        ("Deferral", "The part of pay that an employee puts into the plan before it is paid out."),
        ("Expense ratio", "What a fund costs in a year, as a share of what is in it. It is taken from the return."),
        ("Fiduciary", "Somebody who must act only in the interest of those whose money it is."),
        ("Glide path", "The plan by which a target-date fund exchanges stocks for bonds."),
        ("Index fund", "A fund that holds what an index holds, in the same proportion, and does not try to guess."),
        ("Match", "What the employer adds for every dollar that an employee defers."),
        ("Rebalancing", "Selling a little of what has grown and buying what has not, back to the plan."),
        ("Safe harbor", "Rules which, if kept, spare a plan the yearly test of who saved how much."),
        ("Stable value", "A fund that keeps its price and pays a rate, backed by bonds and insurers."),
        ("Vesting", "When the employer's contributions become the employee's own for good."),
        ("Yield", "What an investment pays in a year, as a share of its price."),
    )
    width = (MEASURE - 32) / 2
    for x, column in ((LEFT, glossary[:6]), (LEFT + width + 32, glossary[6:])):
        at = y
        for word, meaning in column:
            at = b.text(word, style(SERIF, 13, 18, TEAL), at, x=x, width=width)
            at = b.text(meaning, style(SANS, 10.5, 15, INK), at - 1, x=x, width=width) - 13
    b.fill(TEAL)
    b.canvas.roundRect(LEFT, BOTTOM + 6, MEASURE, 92, 4, stroke=0, fill=1)
    b.text("Questions? Ask the person you know.", style(SERIF, 17, 22, white), BOTTOM + 82, x=LEFT + 24, width=300)
    b.line("(802) 555-0142   ·   larkfield.example/invest", LEFT + 24, BOTTOM + 30, SANS, 12, tint(OCHRE, 0.45))
    b.web_link("https://larkfield.example/invest", LEFT + 118, BOTTOM + 24, 170, 18)
    b.line("Back to the first page", RIGHT - 24, BOTTOM + 30, SANS, 11, white, align="right")
    b.link("cover", RIGHT - 140, BOTTOM + 22, 120, 20)
