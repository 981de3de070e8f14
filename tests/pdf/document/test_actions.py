"""Actions and annotations: what follows links and shows things comes along, what runs or opens anything does not."""

from __future__ import annotations

import pytest

from booklet.pdf.document.actions import clean_action, field_scripts, left_out, weak, without_scripts
from booklet.pdf.document.document import Document
from booklet.pdf.syntax.objects import Dictionary, Hole, Name, Ref
from tests.pdf.made_sources import FIRST_PAGE, made_document

_SCRIPT = {"S": Name("JavaScript"), "JS": b"app.alert(1)"}
_WEB = {"S": Name("URI"), "URI": b"https://example.org"}
_INSIDE = {"S": Name("GoTo"), "D": [0, Name("Fit")]}


@pytest.fixture(scope="module")
def document() -> Document:
    """Two pages, nothing else."""
    return made_document("", pages=2)


def _clean(document: Document, action: object) -> Dictionary | None:
    return clean_action(document.source, document.destinations, action)


def test_a_chain_keeps_its_order_without_what_runs(document: Document) -> None:
    """Those that follow may be one or several; a jump within the document is only good as the first."""
    chain = {**_WEB, "Next": [{"S": Name("Named"), "N": Name("NextPage")}, _SCRIPT, _INSIDE, {**_WEB, "Next": _SCRIPT}]}
    clean = _clean(document, chain)
    assert clean is not None
    assert [action["S"] for action in clean["Next"]] == ["Named", "URI"]
    assert all("Next" not in action for action in clean["Next"])
    assert left_out(document.source, chain) == "scripts and GoTo actions were left out"


@pytest.mark.parametrize("kind", ["Launch", "JavaScript", "GoToE", "ImportData", "Thread", "Nonsense"])
def test_what_runs_or_opens_is_none(document: Document, kind: str) -> None:
    """Also at the head of a chain whose other members are harmless."""
    assert _clean(document, {"S": Name(kind), "Next": _WEB}) is None
    assert left_out(document.source, {"S": Name(kind)}).endswith("were left out")


@pytest.mark.parametrize("kind", ["URI", "GoToR", "Named", "Hide", "SetOCGState", "ResetForm", "SubmitForm"])
def test_what_follows_links_and_changes_what_is_shown_stays(document: Document, kind: str) -> None:
    """All its entries come along but a script, and what it names is not dragged into the book."""
    clean = _clean(document, {"S": Name(kind), "T": Ref(4), "Fields": [Ref(5), b"name"], "JS": b"x", "F": 1})
    assert clean == {"S": kind, "T": Hole("weak", 4), "Fields": [Hole("weak", 5), b"name"], "F": 1}
    assert left_out(document.source, {"S": Name(kind)}) == ""


def test_a_script_beside_another_action_is_told(document: Document) -> None:
    """A rendition may have one; it is kept without it."""
    assert left_out(document.source, {"S": Name("Rendition"), "JS": b"x"}) == "scripts were left out"
    assert left_out(document.source, {"S": Name("JavaScript")}) == "scripts were left out"


def test_a_jump_becomes_explicit(document: Document) -> None:
    """It names its page's object; one that leads to no page is none."""
    page = document.source_pages[0].number
    assert _clean(document, _INSIDE) == {"S": "GoTo", "D": [Hole("weak", page), Name("Fit")]}
    assert _clean(document, {"S": Name("GoTo"), "D": b"nowhere"}) is None


def test_a_chain_that_bites_its_tail_ends(document: Document) -> None:
    """After twenty actions."""
    chain: Dictionary = dict(_WEB)
    chain["Next"] = [chain]
    clean = _clean(document, chain)
    assert clean is not None
    assert len(clean["Next"]) == 19


def test_scripts_of_a_field_are_those_of_its_four_events(document: Document) -> None:
    """Keystroke, format, validate, calculate; nothing of what happens as the mouse comes by."""
    events = {event: dict(_SCRIPT) for event in ("K", "F", "V", "C", "E", "U", "Bl")}
    events["V"] = dict(_WEB)
    found = field_scripts(document.source, events)
    assert sorted(found) == ["C", "F", "K"]
    assert found["K"] == _SCRIPT


def test_scripts_are_taken_out_at_any_depth() -> None:
    """What media and 3D views would run; all else stays."""
    value = {"A": [{"JS": 1, "B": {"OnInstantiate": 2, "C": 3}}], "Scripts": 4}
    assert without_scripts(value) == {"A": [{"B": {"C": 3}}]}


def test_a_weak_reference_is_one_at_any_depth() -> None:
    """It becomes null where its object is not in the book, instead of bringing it."""
    assert weak([Ref(1), [Ref(2), b"x"], 3]) == [Hole("weak", 1), [Hole("weak", 2), b"x"], 3]


_PAGE, _OTHER = f"{FIRST_PAGE} 0 R", f"{FIRST_PAGE + 1} 0 R"


@pytest.mark.parametrize(
    ("entries", "note", "target"),
    [
        (f"/Subtype /Link /Dest [{_OTHER} /Fit]", "", 1),
        (f"/Subtype /Link /A << /S /GoTo /D [{_OTHER} /Fit] >>", "", 1),
        ("/Subtype /Link /Dest (nowhere)", "links that lead to no page of the upload were left out", None),
        ("/Subtype /Link /A << /S /Launch /F (x) >>", "Launch actions were left out", None),
        ("/Subtype /Link /A << /S /URI /URI (x) >>", "", None),
        ("/Subtype /Link", "", None),
        ("/Subtype /Text /AA << /E << /S /JavaScript /JS (x) >> >>", "scripts of form fields were left out", None),
        ("/Subtype /Widget /A << /S /JavaScript /JS (x) >>", "scripts were left out", None),
    ],
)
def test_links_and_other_annotations(entries: str, note: str, target: int | None) -> None:
    """A link that leads nowhere is out, anything else stays without what it runs; each says so."""
    document = made_document("", pages=2, page={0: f"/Annots [<< /Type /Annot /Rect [0 0 9 9] {entries} >>]"})
    (value,) = document.annotations(0).values()
    made = document.clean_annotation(value, scripts=False)
    assert made.note == note
    assert made.target == (None if target is None else document.source_pages[target].number)
    assert bool(made.entries) is not ("Link" in entries and bool(note))
    assert not {"AA", "PA"} & set(made.entries)
    assert b"JavaScript" not in repr(made.entries).encode()


@pytest.mark.parametrize("scripts", [True, False])
def test_scripts_of_a_widget_come_when_they_are_asked_for(scripts: bool) -> None:
    """Those of any other annotation never do."""
    actions = "/AA << /K << /S /JavaScript /JS (k) >> /E << /S /JavaScript /JS (e) >> >>"
    annotations = f"<< /Subtype /Widget /Rect [0 0 9 9] {actions} >> << /Subtype /Text /Rect [0 0 9 9] {actions} >>"
    document = made_document("", page={0: f"/Annots [{annotations}]"})
    widget, text = (document.clean_annotation(value, scripts=scripts) for value in document.annotations(0).values())
    assert widget.is_widget
    assert widget.entries.get("AA") == ({"K": {"S": "JavaScript", "JS": b"k"}} if scripts else None)
    assert not text.is_widget
    assert "AA" not in text.entries
