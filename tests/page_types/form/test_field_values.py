"""What a book puts into a form: values, empty fields, fields that are gone, and each problem with its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
import pytest

from booklet.model import PdfContents, UploadedField
from booklet.page_types import Resolved
from booklet.page_types.form.page_type import smallest_size_pt
from tests.page_types.trial import FORM, VALUES, checked, codes, inputs, resolved, upload
from tests.pdf.form_maker import form_bytes, text, widget

_LOOKS = {"On": b"", "Off": b""}


def _box(name: str, place: int) -> dict[str, Any]:
    top = 280 - 30 * place
    return widget((20, top - 20, 40, top), FT=pikepdf.Name.Btn, T=pikepdf.String(name), looks=_LOOKS)


PDF = form_bytes(
    text("name", 0, TU="Your name"),
    text("city", 1, TU="Your city"),
    text("code", 2, TU="Your code", MaxLen=4),
    text("must", 3, TU="Must be there", Ff=2),
    text("locked", 4, TU="Locked", Ff=1),
    _box("tick", 5),
)


def _made(values: Mapping[str, Any] = VALUES, **config: Any) -> Resolved:
    settings = {"upload": "form", "empty": ["must", "city", "code", "name", "tick"], **config}
    return resolved("form", settings, inputs(values, files={"form": PDF}))


def _values(made: Resolved) -> dict[str, Any]:
    return dict(made.parts[0].values or {})


def test_each_field_gets_its_template() -> None:
    """As the definition writes the value; an empty template leaves the field empty."""
    fields = {"name": "{{ customer }}", "city": "{{ assets }} since {{ since }}", "code": ""}
    made = _made(fields=fields)
    assert _values(made) == {"name": "Acme Corp", "city": "$1,250,000 since March 1, 2014", "code": ""}
    assert made.problems == ()


@pytest.mark.parametrize(("states", "goes_in"), [({}, True), ({"yes": ""}, False), ({"yes": "On"}, "On")])
def test_a_yes_ticks_a_box(states: dict[str, str], goes_in: str | bool) -> None:
    """By itself or by the table."""
    made = _made(fields={"tick": "{{ vip }}"}, states={"tick": states})
    assert _values(made)["tick"] == goes_in


def test_only_an_attribute_alone_is_a_yes() -> None:
    """A template that makes a text of it is a text, which the box knows or not."""
    assert _values(_made(fields={"tick": "{% if vip %}yes{% endif %}"}))["tick"] is True
    assert codes(_made(fields={"tick": "is {{ vip }}"}).problems) == ["unknown option"]


def test_a_missing_value_stops_the_book_unless_the_field_may_be_empty() -> None:
    """By the field's name in `empty`; the other fields are filled all the same."""
    fields = {"name": "{{ note }}", "city": "{{ customer }}"}
    stopped = _made(fields=fields, empty=["city", "code", "must", "tick"])
    assert (codes(stopped.problems), stopped.problems[0].subject) == (["missing value"], "note")
    assert _values(stopped) == {"city": "Acme Corp"}
    assert _made(fields=fields).problems == ()


def test_a_template_that_fails_names_its_field() -> None:
    """By the label that people read."""
    [problem] = _made(fields={"name": "{{ customer | money }}"}).problems
    assert (problem.code, problem.subject) == ("template", "name")
    assert problem.message.startswith('Field "Your name": ')


def test_fields_that_nobody_decided_about() -> None:
    """The required one by itself, the others together; what is filled, may be empty or is locked is decided."""
    made = _made(fields={"name": "x"}, empty=["code"])
    assert codes(made.problems) == ["unmapped required field", "unmapped fields"]
    required, rest = made.problems
    assert (required.subject, rest.subject) == ("must", "city")
    assert "Nothing goes into 2 fields of the form: " in rest.message
    assert not required.is_error
    [one] = _made(fields={"name": "x", "must": "y", "tick": ""}, empty=["code"]).problems
    assert one.message == 'Nothing goes into 1 field of the form: "Your city".'


def test_more_than_three_undecided_fields_are_counted() -> None:
    """Three are named."""
    [required, rest] = _made(empty=[]).problems
    assert rest.message.startswith('Nothing goes into 4 fields of the form: "Your name", "Your city", "Your code" …')
    assert required.subject == "must"


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        (["nam"], 'The form has no field "nam". Did you mean "name"?'),
        (["a1", "a2"], 'The form has none of 2 fields into which something goes: "a1", "a2".'),
        (["a1", "a2", "a3"], 'The form has none of 3 fields into which something goes: "a1", "a2", "a3".'),
        (["a1", "a2", "a3", "a4"], 'The form has none of 4 fields into which something goes: "a1", "a2", "a3" ….'),
    ],
)
def test_fields_that_the_form_has_not(gone: list[str], message: str) -> None:
    """One by its nearest, several as another edition; only those into which something goes."""
    made = _made(fields=dict.fromkeys(gone, "x") | {"zzz": ""})
    assert codes(made.problems) == ["unknown field"]
    assert (made.problems[0].message, made.problems[0].subject) == (message, gone[0])
    known = upload("form", PdfContents(1, fields=(UploadedField("name", "text", (1,)),)))
    assert codes(checked("form", {"upload": "form", "fields": dict.fromkeys(gone, "x")}, known)) == ["unknown field"]


def test_what_does_not_fit_stays_out_of_the_form() -> None:
    """Half a value would be taken for the whole; the others are filled."""
    made = _made(fields={"code": "12345", "name": "Ann"})
    assert codes(made.problems) == ["too long"]
    assert '"Your code"' in made.problems[0].message
    assert "go on in an addendum" in made.problems[0].remedy
    assert _values(made) == {"name": "Ann"}


def test_flattened_or_left_fillable() -> None:
    """As the page says; fillable where it says nothing."""
    assert [_made(flatten=flat).parts[0].flatten for flat in (True, False)] == [True, False]
    assert _made().parts[0].flatten is False


@pytest.mark.parametrize(
    ("config", "size"),
    [
        ({}, 4.0),
        ({"addendum": True}, 6.0),
        ({"addendum": False}, 4.0),
        ({"smallest_pt": 5}, 5.0),
        ({"smallest_pt": 5, "addendum": True}, 5.0),
        ({"smallest_pt": "5.5"}, 5.5),
        ({"smallest_pt": "small"}, 4.0),
        ({"smallest_pt": [], "addendum": True}, 6.0),
        ({"smallest_pt": None}, 4.0),
    ],
)
def test_the_smallest_size(config: dict[str, Any], size: float) -> None:
    """What the page says, else what can just be read, or more where the rest goes on elsewhere."""
    assert smallest_size_pt(config) == size
    assert _made(**config).parts[0].smallest_pt == size


@pytest.mark.parametrize(
    ("size", "found"),
    [
        (None, []),
        (2, []),
        (24.0, []),
        (1.99, ["smallest size"]),
        (24.01, ["smallest size"]),
        (True, ["smallest size"]),
        ("6", ["smallest size"]),
    ],
)
def test_sizes_that_may_be(size: object, found: list[str]) -> None:
    """2 to 24 points."""
    assert codes(checked("form", {"upload": "form", "smallest_pt": size}, FORM)) == found


def _known(kind: str, options: tuple[tuple[str, str], ...] = ()) -> Any:
    return upload("form", PdfContents(1, fields=(UploadedField("f", kind, (1,), "The kind", options),)))


@pytest.mark.parametrize(
    ("kind", "options", "states", "missing"),
    [
        ("radio", (("g", "Gold"), ("s", "Silver"), ("b", "Bronze")), {}, ""),
        ("radio", (("g", "Gold"), ("s", "Silver")), {}, '"Bronze"'),
        ("radio", (("g", "Gold"),), {}, '"Silver" or "Bronze"'),
        ("radio", (("g", "Gold"),), {"Silver": "g", "Bronze": ""}, ""),
        ("combo", (("g", "Gold"),), {}, '"Silver" or "Bronze"'),
        ("combo", (), {}, ""),
        ("text", (), {}, ""),
    ],
)
def test_values_without_a_state_are_told_when_the_page_is_written(
    kind: str, options: tuple[tuple[str, str], ...], states: dict[str, str], missing: str
) -> None:
    """For whoever may have them; a text, and a list that takes any text, take all."""
    config = {"upload": "form", "fields": {"f": "{{ plan }}"}, "states": {"f": states}}
    found = checked("form", config, _known(kind, options))
    assert codes(found) == (["value without a state"] if missing else [])
    if missing:
        assert found[0].message == f'Plan can be {missing}, and nothing is said of that for "The kind".'
        assert not found[0].is_error
    assert checked("form", {**config, "fields": {"f": "My {{ plan }}"}}, _known(kind, options)) == []


def test_a_template_is_checked_under_the_field_s_label() -> None:
    """Or its name, where the form does not have it."""
    config = {"upload": "form", "fields": {"name": "{{ nobody }}"}}
    [problem] = checked("form", config, FORM)
    assert problem.message.startswith('Field "Your name": ')
    assert (problem.code, problem.subject) == ("template", "name")
    assert checked("form", config)[0].message.startswith('Field "Your name": ')


def _two_pages() -> bytes:
    import io

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        pdf.save(out)
    return out.getvalue()


def test_fields_of_pages_that_stay_out() -> None:
    """They are not missed; a value that goes into one is told with its page, an empty one is not."""
    given = inputs(files={"form": _two_pages()})
    out = resolved("form", {"upload": "form", "pages": "2"}, given)
    assert out.problems == ()
    [problem] = resolved("form", {"upload": "form", "pages": "2", "fields": {"name": "x", "city": ""}}, given).problems
    assert (problem.code, problem.subject) == ("field not in the book", "name")
    assert problem.message == 'A value goes into "Your name" on page 1 of the form, which is not in the book.'
