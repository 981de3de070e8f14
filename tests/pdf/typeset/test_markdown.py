"""Stretches of a text: cut so that each says the same alone as it does among the others."""

from __future__ import annotations

import pytest

from booklet.pdf.typeset import markdown
from booklet.pdf.typeset.text_style import TextStyle
from tests.pdf.typeset.drawn_texts import TEXTS

STYLE = TextStyle()
ODD = {
    "a list that goes on": "- one\n\n- two\n\n  of two\n\n- three\n\ntext\n\n1. a\n\n\n2. b",
    "code behind a list": "- one\n\n      code of one\n\ntext\n\n    code\n\n    more of it\n\ntext",
    "code with blank lines": "text\n\n```\none\n\ntwo\n\n~~~\n\nthree\n```\n\ntext",
    "code in a quotation": "text\n\n> ```\n> one\n>\n> two\n> ```\n\ntext",
    "a link defined below": "[one] and [two]\n\ntext\n\n[one]: https://one.example\n\n> [two]: https://two.example",
    "a rule of stars": "text\n\n***\n\n* * *\n\n- - -\n\n**bold** begins\n\n*slanted* begins",
    "a title by its underline": "one\n===\n\ntwo\n---\n\n---\n\nthree",
    "blank lines with spaces": "one\n  \t\n\ntwo\n   \n- three\n \nfour",
    "ends of lines": "one\r\n\r\ntwo\r\n\r\n- three\r\n\r\n- four",
    "numbers that are no list": "one\n\n2026 was good\n\n1.5% more\n\n3) a list\n\n4) goes on",
}


@pytest.mark.parametrize("name", [*TEXTS, *ODD])
def test_cutting_a_text_changes_nothing(name: str) -> None:
    """The blocks of all stretches together are those of the whole text."""
    text = {**TEXTS, **ODD}[name]
    whole = markdown._BlockSetter(STYLE).set_blocks(markdown.parse(text), STYLE.text_width_pt)
    assert markdown.blocks_of(text, STYLE) == whole


def test_paragraphs_are_stretches_of_their_own() -> None:
    """What is the same for the next customer is found again, whatever stands around it."""
    assert markdown.stretches("# One\n\ntwo\nof two\n\n**three**\n\n> four") == [
        "# One",
        "two\nof two",
        "**three**",
        "> four",
    ]
