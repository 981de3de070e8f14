"""What fields are called: by their tooltips, by what is printed beside them, by their names."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from booklet.pdf import Prepared, prepare
from booklet.pdf.labels.field_labels import is_generated, tidied
from tests.conftest import DEMO

_W9 = "topmostSubform[0].Page1[0]."


def _drawn(*, turned: int = 0, tooltip: str = "") -> Prepared:
    """A page with a field that has a text on its left, one below its caption, a table of four and two check boxes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 400), invariant=1)
    canvas.setFont("Helvetica", 9)
    form = canvas.acroForm
    canvas.drawString(20, 352, "Policy number:")
    form.textfield(name="f1", x=100, y=346, width=120, height=18, tooltip=tooltip)
    canvas.drawString(20, 320, "Date of birth")
    form.textfield(name="f2", x=20, y=298, width=120, height=18)
    for column, heading in enumerate(("Child", "School")):
        canvas.drawString(24 + 120 * column, 262, heading)
        for row in range(2):
            form.textfield(name=f"t{row}{column}", x=20 + 120 * column, y=238 - 20 * row, width=118, height=18)
    for number, answer in enumerate(("Yes", "No")):
        form.checkbox(name=f"c{number}", x=200 + 60 * number, y=150, size=12)
        canvas.drawString(216 + 60 * number, 152, answer)
    canvas.drawString(20, 152, "Are you insured elsewhere?")
    canvas.showPage()
    canvas.save()
    with pikepdf.open(out) as pdf:
        pdf.pages[0].Rotate = turned
        turned_out = io.BytesIO()
        pdf.save(turned_out)
    return prepare(turned_out.getvalue())


def _texts(prepared: Prepared) -> dict[str, str]:
    return {name: label.text for name, label in prepared.labels.items()}


def test_text_left_above_in_a_table_and_right_of_boxes() -> None:
    """Each place where forms put the words for a field."""
    assert _texts(_drawn()) == {
        "f1": "Policy number",
        "f2": "Date of birth",
        "t00": "Child",
        "t01": "School",
        "t10": "Child (row 2)",
        "t11": "School (row 2)",
        "c0": "Are you insured elsewhere?: Yes",
        "c1": "Are you insured elsewhere?: No",
    }


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turned: int) -> None:
    """A landscape page whose text runs along its turned side has no text beside a field as the reader sees it."""
    labels = _drawn(turned=turned).labels
    assert {label.source for label in labels.values()} == {"name"}


def test_a_page_drawn_turned_and_shown_upright() -> None:
    """Places are those that the reader sees, whatever the page's own axes are."""
    upright = _drawn()
    with pikepdf.open(io.BytesIO(bytes(upright.document.source.buffer[:]))) as pdf:
        page = pdf.pages[0]
        for annotation in page.Annots:
            left, bottom, right, top = (float(value) for value in annotation.Rect)
            annotation.Rect = pikepdf.Array([400 - top, left, 400 - bottom, right])
        page.contents_add(b"q 0 1 -1 0 400 0 cm", prepend=True)
        page.contents_add(b"Q")
        page.Rotate = 90
        out = io.BytesIO()
        pdf.save(out)
    assert _texts(prepare(out.getvalue())) == _texts(upright)


def test_a_tooltip_comes_first() -> None:
    """It was written for this; one that a program made up is passed over."""
    assert _texts(_drawn(tooltip="Number of your policy"))["f1"] == "Number of your policy"
    assert _texts(_drawn(tooltip="undefined_3"))["f1"] == "Policy number"


def test_the_demos_tax_form() -> None:
    """A real form without tooltips: captions above, boxes with text behind, a number in parts."""
    labels = prepare(DEMO / "fw9.pdf").labels
    assert labels[_W9 + "f1_05_0_[0]"].text == "City, state, and ZIP code"
    assert labels[_W9 + "c1_01[1]"].text == "C Corporation"
    assert labels[_W9 + "social[0].TextField2[2]"].text == "Employer identification number"
    assert labels[_W9 + "social[0].TextField2[3]"].text == "Employer identification number (part 2)"


def test_the_states_of_a_radio_group_have_their_own(corpus: Path) -> None:
    """What is printed beside each of its buttons, by the state that it stands for."""
    prepared = prepare(corpus / "pdf" / "form-gov--it201-TY2023.pdf")
    label = prepared.labels["Foreign_account"]
    assert "in a foreign country?" in label.text
    assert dict(label.states) == {"yes": "Yes", "no": "No"}


def test_the_lines_of_a_real_tax_return(corpus: Path) -> None:
    """An amount is called by its line, which stands far to the left, behind dots."""
    texts = set(_texts(prepare(corpus / "pdf" / "form-gov--f1040.pdf")).values())
    assert "Your first name and middle initial" in texts
    assert "ZIP code" in texts
    assert any(text.startswith("1b Household employee wages not reported") for text in texts)


@pytest.mark.parametrize("name", ["undefined_5", "Text Field 12", "f1_07[0]", "Check Box3", "fill_27.1.0", "c1_1[0]"])
def test_names_that_say_nothing(name: str) -> None:
    """They are never shown as a label where anything else is known."""
    assert is_generated(name)


def test_names_that_say_something_are_tidied() -> None:
    """What a person wrote into a name is kept, in words."""
    assert not is_generated("Employer")
    assert tidied("topmostSubform[0].Page1[0].SpousesSocial[0].f1_07[0]") == "Spouses Social"
    assert tidied("Debtor1.first_name") == "Debtor 1, first name"
    assert tidied("topmostSubform[0].Page3[0].#area[0].TextField46[0]") == "TextField46"
    assert tidied("topmostSubform[0].Page3[0].#area[0].Bank[0]") == "Bank"
