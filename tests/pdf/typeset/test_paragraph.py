"""Paragraphs of one look are set in a short way, which gives what the long way gives."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from booklet.pdf.typeset import paragraph
from booklet.pdf.typeset.line_breaking import PlainLine
from booklet.pdf.typeset.paragraph import Paragraph, Text
from booklet.pdf.typeset.spans import Inline, Manner, spans_of
from booklet.pdf.typeset.text_style import TextStyle, body_look

LOOK = body_look(TextStyle())
WORDS = ("a", "The", "plan", "returned", "—", "é", "10%", "fi", "AVA", "–", "\u00b5", "\u03bc", "1,234.50", "W" * 12)
ODD = ("x" * 90, "\u00a0n", "**b**", "un**b**ound", "[a](https://a.example)", "~~no~~", "  \nbroken")


def _by_chance(random: Random) -> tuple[Text, float]:
    words = (*WORDS, *(ODD if random.random() < 0.3 else ()))
    text = "".join(random.choice(words) + random.choice("    \n") for _ in range(random.randint(1, 60)))
    look = replace(LOOK, align=random.choice((0.0, 0.5, 1.0)))
    return Text(spans_of(Inline(text), Manner.of(look, b"0 0 1")), look), random.choice((80.0, 200.0, 300.0, 476.0))


def test_the_short_way_gives_what_the_long_way_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines, their places and operators, letters and links: of 400 paragraphs, half of them plain."""
    cases = [_by_chance(Random(seed)) for seed in range(400)]
    short: list[Paragraph] = [text.set(width) for text, width in cases]
    monkeypatch.setattr(paragraph, "break_plainly", lambda *_: None)
    for (text, width), made in zip(cases, short, strict=True):
        long = text.set(width)
        assert made.drawing() == long.drawing()
        assert (made.height, made.last_line_width) == (long.height, long.last_line_width)
    assert sum(isinstance(made.broken[0], PlainLine) for made in short) > 200
