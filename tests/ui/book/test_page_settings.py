"""The settings of pages, each kind with its widgets: what stands there, what is typed, and what is said of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Workspace
from booklet.model import (
    AttributeDefinition,
    AttributeType,
    PdfContents,
    Upload,
    UploadedField,
    UploadedSheet,
    WorkbookContents,
)
from booklet.ui.book import static_settings as static_module
from booklet.ui.book.editing import Materials
from booklet.ui.book.rules_and_templates import check_rule_here, template_help
from booklet.ui.book.static_settings import pick_upload, static_settings
from booklet.ui.book.text_settings import contents_settings, text_settings
from booklet.ui.book.worksheet_settings import worksheet_settings
from tests.ui.desks import Ways, screen_of, texts, ways  # noqa: F401
from tests.ui.drawn import drawn

_WRONG = ":red[■ not right yet: see above]"


def _upload(id_: str, name: str, contents: PdfContents | WorkbookContents) -> Upload:
    return Upload(id_, name, "0" * 64, 10, contents, "ann", datetime(2026, 9, 30))


_FIELDS = (UploadedField("a", "text", (1,)), UploadedField("b", "text", (1,)))
_UPLOADS = (
    _upload("u1", "guide.pdf", PdfContents(6)),
    _upload("u2", "form.pdf", PdfContents(1, fields=_FIELDS)),
    _upload("u3", "book.xlsx", WorkbookContents((UploadedSheet("One"), UploadedSheet("Two", visible=False)))),
)


@pytest.fixture
def materials(empty: Workspace) -> Materials:
    definitions = (AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver")),)
    return Materials(empty, definitions, _UPLOADS, "s", lambda: None)


def _made(test: AppTest) -> Any:
    return test.session_state["made"]


@pytest.mark.parametrize("config", [{"markdown": "# Hi", "layout": "cover"}, {"markdown": "", "layout": "text"}])
def test_a_text_that_is_looked_at_stays_as_it_is(materials: Materials, config: dict[str, Any]) -> None:
    """Each setting in its own widget."""
    test = drawn(text_settings, config, materials)
    assert _made(test) == config
    assert _WRONG not in texts(test)


def test_a_text_is_typed(materials: Materials) -> None:
    """A template that is not right is marked, one that is has no mark."""
    test = drawn(text_settings, {}, materials)
    assert _made(test) == {"markdown": "", "layout": "text"}
    test.text_area[0].set_value("{{ plna }}")
    assert _made(test.run())["markdown"] == "{{ plna }}"
    assert _WRONG in texts(test)
    test.text_area[0].set_value("{{ plan }}")
    test.run()
    assert _WRONG not in texts(test)


@pytest.mark.parametrize(
    ("config", "depth", "said"),
    [
        ({"heading": "Inside", "depth": 0}, 0, "Page titles"),
        ({"heading": "Inside", "depth": 2}, 2, "and 2 deeper"),
        ({"heading": "Inside", "depth": 5}, 5, "and 5 deeper"),
        ({"heading": "Inside", "depth": 9}, 5, "and 5 deeper"),
    ],
)
def test_contents(materials: Materials, config: dict[str, Any], depth: int, said: str) -> None:
    """A heading, and up to five levels."""
    test = drawn(contents_settings, config, materials)
    assert _made(test) == {"heading": "Inside", "depth": depth}
    [slider] = test.select_slider
    assert slider.options == ["Page titles", *(f"and {number} deeper" for number in range(1, 6))]
    assert slider.options[depth] == said
    assert _made(drawn(contents_settings, {}, materials)) == {"heading": "Contents", "depth": 0}
    test.text_input[0].set_value("{{ nobody }}")
    test.run()
    assert _WRONG in texts(test)


def _static(materials: Materials, config: dict[str, Any]) -> AppTest:
    return screen_of(static_settings, config, materials)


def test_pages_of_a_file(materials: Materials, ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """Which file, which pages, turned how; with pictures of the first five, and how many more there are."""
    asked: list[tuple[str, int, int]] = []
    picture = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
        b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
    )

    def draw(_: Workspace, upload_id: str, page: int, width_px: int) -> bytes:
        asked.append((upload_id, page, width_px))
        return picture

    monkeypatch.setattr(static_module, "upload_picture", draw)
    config = {"upload": "u1", "pages": "6-1", "rotate": 90}
    test = _static(materials, config)
    assert _made(test) == config
    assert [page for _, page, _ in asked] == [6, 5, 4, 3, 2]
    assert texts(test) == ["6 of 6 pages", "and 1 more"]
    assert test.selectbox[0].options == ["guide.pdf (6 pages)", "form.pdf (1 page, 2 fields)"]
    test.text_input[0].set_value(" 2-3 ")
    assert _made(test.run())["pages"] == "2-3"
    assert texts(test) == ["2 of 6 pages"]
    test.text_input[0].set_value("7")
    assert _made(test.run())["pages"] == "7"
    assert texts(test) == [_WRONG]
    assert ways.links == []


def test_no_file_yet(materials: Materials, ways: Ways) -> None:  # noqa: F811
    """A file is uploaded elsewhere; one that is gone stays chosen, and is called so."""
    test = _static(materials, {})
    assert _made(test) == {"upload": "", "pages": "", "rotate": 0}
    assert ways.links == [("Upload a PDF", "uploads", {})]
    assert test.selectbox[0].label == "PDF"
    test = _static(materials, {"upload": "u9", "pages": "1"})
    assert _made(test)["upload"] == "u9"
    assert test.selectbox[0].options[-1] == "a PDF that is no longer there"
    assert texts(test) == []


def test_files_that_fit_are_offered(materials: Materials, ways: Ways) -> None:  # noqa: F811
    """Of the kind that is asked for; without any, it is said."""
    test = screen_of(pick_upload, "workbook", {}, materials, lambda upload: upload.is_workbook)
    assert test.selectbox[0].options == ["book.xlsx (2 sheets)"]
    assert test.selectbox[0].label == "Workbook"
    assert test.selectbox[0].proto.placeholder == "Choose a workbook"
    nothing = screen_of(pick_upload, "form", {}, materials, lambda _: False)
    assert nothing.selectbox[0].proto.placeholder == "No form has been uploaded yet"
    assert ways.labels[-1] == "Upload a form"


def _worksheet(materials: Materials, config: dict[str, Any]) -> AppTest:
    return screen_of(worksheet_settings, config, materials)


def test_a_workbook_that_is_asked_for(materials: Materials, ways: Ways) -> None:  # noqa: F811
    """What to ask for, sheets by their names, and whether the book may do without."""
    config = {"ask": True, "prompt": "The fees", "sheets": ["A"], "optional": True, "upload": "u3", "fill": False}
    test = _worksheet(materials, config)
    made = _made(test)
    assert {name: made[name] for name in ("ask", "prompt", "sheets", "optional", "upload", "fill")} == {
        **config,
        "upload": "",
    }
    assert [toggle.value for toggle in test.toggle if toggle.label == "The book may be made without it"] == [True]
    made = _made(_worksheet(materials, {"ask": True}))
    assert (made["prompt"], made["sheets"], made["optional"], made["fill"]) == ("", [], False, True)
    assert ways.links == []


def test_a_workbook_for_all(materials: Materials, ways: Ways) -> None:  # noqa: F811
    """One of the uploads, and of its sheets those that are chosen; a sheet that is gone stays among them."""
    test = _worksheet(materials, {"ask": False, "upload": "u3", "sheets": ["Two", "Gone"], "fill": False})
    made = _made(test)
    assert (made["ask"], made["upload"], made["sheets"]) == (False, "u3", ["Two", "Gone"])
    [sheets] = test.multiselect
    assert sheets.options == ["One", "Two", "Gone"]
    assert "prompt" not in made
    assert ways.links == []


@pytest.mark.parametrize(
    ("rule", "said"),
    [('plan == "Gold"', ["When Plan is Gold"]), ("", []), ("  ", []), ("plna", [_WRONG]), ("plan ==", [_WRONG])],
)
def test_a_rule_is_read_out(materials: Materials, rule: str, said: list[str]) -> None:
    """In words, or marked where it is not right; an empty one is neither."""
    assert [text.replace('"', "") for text in texts(screen_of(check_rule_here, rule, materials.definitions))] == said


@pytest.mark.parametrize(("rules", "written"), [(False, "{{ plan }}"), (True, "plan")])
def test_what_can_be_written(materials: Materials, rules: bool, written: str) -> None:
    """Each attribute as it stands in a rule or in a template, and what it is."""
    test = drawn(template_help, materials, rules=rules)
    [row] = test.dataframe[0].value.to_dict("records")
    assert (row["write"], row["for"], row["is"]) == (written, "Plan", materials.definitions[0].expected)
    assert ("in [" in texts(test)[0]) is rules
