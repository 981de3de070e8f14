"""Comments and form controls: what the older drawing language keeps, printed as the page setup says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.sheets.paper import Paper, as_bytes

Draw = Callable[..., Paper]


def _commented(setting: str | None) -> Workbook:
    book = Workbook()
    book.active["B2"] = "Rent"
    book.active["B2"].comment = Comment("Due on the first", "Ada")
    book.active.page_setup.cellComments = setting
    return book


def _with_drawing(book: Workbook, *changes: tuple[str, str]) -> bytes:
    """The workbook with its comment's box changed: openpyxl writes closed boxes only, and no controls."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_bytes(book))) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            for old, new in changes if name.endswith(".vml") else ():
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            out.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize("setting", [None, "none", "asDisplayed"])
def test_closed_comments_are_not_printed(draw: Draw, setting: str | None) -> None:
    """Without the setting, and where the comment's box is not open on the sheet."""
    paper = draw(_commented(setting))
    assert paper.made.page_count == 1
    assert "first" not in paper.text()


def test_open_comments_are_printed_as_displayed(draw: Draw) -> None:
    """In their boxes over the cells, where the page setup asks for it."""
    opened = _with_drawing(_commented("asDisplayed"), ("visibility:hidden", "visibility:visible"))
    assert "Due on the first" in draw(opened).text()
    assert "first" not in draw(_with_drawing(_commented(None), ("visibility:hidden", "visibility:visible"))).text()


def test_comments_at_the_end_have_a_page(draw: Draw) -> None:
    """A list of the cells with their texts, after the sheet."""
    paper = draw(_commented("atEnd"))
    assert paper.made.page_count == 2
    assert "Rent" in paper.text(0)
    assert "B2" in paper.text(1)
    assert "Due on the first" in paper.text(1)


def test_check_boxes_are_printed(draw: Draw) -> None:
    """With their text; a control that is not to be printed is not."""
    box = ('ObjectType="Note"', 'ObjectType="Checkbox"'), ("visibility:hidden", "visibility:visible")
    text = ("<div", "<div>I agree</div><div")
    assert "I agree" in draw(_with_drawing(_commented(None), *box, text)).text()
    silent = ("AutoFill", "PrintObject")  # both say False
    assert "I agree" not in draw(_with_drawing(_commented(None), *box, text, silent)).text()
