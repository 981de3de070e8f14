"""The test fill: names in all fields, first options in lists, ticks in all boxes."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from booklet.page_types.form.trial_fill import filled_with_names
from booklet.pdf import prepare
from tests.pdf.form_maker import form_bytes, text


def _filled(*fields: object, numbers: dict[str, int] | None = None) -> dict[str, object]:
    made = filled_with_names(prepare(form_bytes(*fields)), numbers or {})
    return {field.name: field.value for field in prepare(made).fields}


def test_lists_show_their_first_option() -> None:
    """Not a name, which they would not take."""
    choice = text("Plan", 0, FT=Name.Ch, Ff=1 << 17, Opt=Array([String("Gold"), String("Silver"), String("Bronze")]))
    assert _filled(choice, text("Name", 1)) == {"Plan": "Gold", "Name": "Name"}


def test_boxes_are_ticked() -> None:
    """With their own on-state."""
    looks = {"looks": {"Off": "", "Member": "0 0 10 10 re f"}}
    box = {**text("Box", 0), "FT": Name.Btn, "MK": Dictionary(CA=String("4")), **looks}
    assert _filled(box)["Box"] not in (None, "", "Off", False)


def test_a_name_that_does_not_fit_is_a_number() -> None:
    """The field's number among those that are shown; nothing where it has none."""
    narrow = text("longer", MaxLen=5)
    assert _filled(narrow, numbers={"longer": 7})["longer"] == "7"
    assert not _filled(narrow)["longer"]
    assert _filled(text("short", MaxLen=5), numbers={"short": 7})["short"] == "short"
