"""Comments: printed at the end, as displayed, or not at all, as the page setup says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.sheets.paper import Paper

Draw = Callable[..., Paper]


def _commented(setting: str | None) -> Workbook:
    book = Workbook()
    book.active["B2"] = "Rent"
    book.active["B2"].comment = Comment("Due on the first", "Ada")
    book.active.page_setup.cellComments = setting
    return book


@pytest.mark.parametrize("setting", [None, "none", "asDisplayed"])
def test_closed_comments_are_not_printed(draw: Draw, setting: str | None) -> None:
    """Without the setting, and where the comment's box is not open on the sheet."""
    paper = draw(_commented(setting))
    assert paper.made.page_count == 1
    assert "first" not in paper.text()


def test_comments_at_the_end_have_a_page(draw: Draw) -> None:
    """A list of the cells with their texts, after the sheet."""
    paper = draw(_commented("atEnd"))
    assert paper.made.page_count == 2
    assert "Rent" in paper.text(0)
    assert "B2" in paper.text(1)
    assert "Due on the first" in paper.text(1)
