"""The tree of fields, as real forms have it: loops, orphans, parents without a name."""

from __future__ import annotations

import pytest

from booklet.pdf.form.field_nodes import choices, on_states, rect_of, terminals, type_of, widgets_of
from booklet.pdf.form.field_tree import Node, read_form
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Name, Ref
from tests.pdf.made_sources import FIRST_PAGE, made_source

_FIRST = FIRST_PAGE + 1


def _form(*objects: str, roots: str = "{0}", shown: tuple[int, ...] = ()) -> tuple[Source, list[Node], dict[int, Node]]:
    """A form of fields that refer to each other as {0}, {1} …; `shown` are the places of those that a page shows."""
    numbers = [f"{_FIRST + place} 0 R" for place in range(len(objects))]
    bodies = list(objects)
    for place, number in enumerate(numbers):
        bodies = [body.replace(f"{{{place}}}", number) for body in bodies]
    source = made_source(f"/Roots [{roots.format(*numbers)}] /All [{' '.join(numbers)}]", *bodies)
    catalog = source.dictionary(source.trailer["Root"])
    every = source.array(catalog["All"])
    widgets = {int(every[place]): source.dictionary(every[place]) for place in shown}
    return source, *read_form(source, source.array(catalog["Roots"]), widgets)


def _names(roots: list[Node]) -> list[str]:
    return list(terminals(roots))


def test_names_are_joined_from_the_top() -> None:
    """Parts without a name add none; a group is no field."""
    _, roots, nodes = _form(
        "<< /T (form) /Kids [{1} {3}] >>",
        "<< /Parent {0} /Kids [{2}] /FT /Tx >>",
        "<< /Parent {1} /T (name) /Subtype /Widget >>",
        "<< /Parent {0} /T (box) /FT /Btn >>",
    )
    assert _names(roots) == ["form.name", "form.box"]
    assert len(nodes) == 4
    assert [node.kind for node in terminals(roots)["form.name"]] == ["text"]


def test_what_a_node_does_not_say_comes_from_above() -> None:
    """From the nearest that says it."""
    _, roots, _ = _form(
        "<< /T (a) /FT /Tx /Ff 4096 /MaxLen 9 /Kids [{1}] >>", "<< /T (b) /Parent {0} /MaxLen 3 /Kids [] >>"
    )
    (node,) = terminals(roots)["a.b"]
    assert (node.kind, node.flags, node.inherited("MaxLen"), node.inherited("DA")) == ("text", 4096, 3, None)


def test_a_loop_ends() -> None:
    """A field that is its own kid, and one that two have, are there once."""
    _, roots, nodes = _form("<< /T (a) /Kids [{0} {1} {1}] >>", "<< /T (b) /FT /Tx /Parent {0} /Kids [{0}] >>")
    assert len(nodes) == 2
    assert sum(1 for root in roots for _ in root.below()) == 2


def test_an_orphan_brings_its_topmost_parent() -> None:
    """A widget that a page shows and no field lists is found with all above it."""
    _, roots, _ = _form(
        "<< /T (listed) /FT /Tx >>",
        "<< /T (lost) /FT /Tx /Kids [{2}] >>",
        "<< /T (kid) /Parent {1} /Subtype /Widget /Rect [0 0 1 1] >>",
        shown=(2,),
    )
    assert _names(roots) == ["listed", "lost.kid"]


def test_a_kid_that_its_parent_does_not_list_is_adopted() -> None:
    """It names the parent, and takes its name from it."""
    _, roots, _ = _form("<< /T (group) /FT /Tx /Kids [] >>", "<< /T (kid) /Parent {0} /Subtype /Widget >>", shown=(1,))
    assert _names(roots) == ["group.kid"]
    assert len(roots) == 1


def test_a_page_is_no_parent() -> None:
    """Damaged widgets name the page that they are on."""
    _, roots, _ = _form(f"<< /T (a) /FT /Tx /Subtype /Widget /Parent {FIRST_PAGE} 0 R >>", roots="", shown=(0,))
    assert _names(roots) == ["a"]


def test_a_field_that_does_not_name_its_parent_begins_a_name() -> None:
    """So readers take it; a widget without a name is its parent's all the same."""
    _, _, nodes = _form("<< /T (a) /FT /Tx /Kids [{1}] >>", "<< /T (b) /FT /Tx >>")
    kid = next(node for node in nodes.values() if node.entries["T"] == b"b")
    assert (kid.name, kid.is_root, kid.field) == ("b", True, kid)


@pytest.mark.parametrize(
    ("entries", "kids", "is_widget"),
    [
        ({"Subtype": Name("Widget")}, 0, True),
        ({"Subtype": Name("Widget")}, 1, True),
        ({"Rect": [0, 0, 1, 1]}, 0, True),
        ({"Rect": [0, 0, 1, 1]}, 1, False),
        ({}, 0, False),
    ],
)
def test_a_widget_says_so_or_has_a_rectangle_and_no_kids(entries: Dictionary, kids: int, is_widget: bool) -> None:
    """Some makers leave the subtype out."""
    assert Node(1, entries, kids=[Node(2, {}) for _ in range(kids)]).is_widget is is_widget


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        ("/FT /Tx", "text"),
        ("/FT /Ch", "list"),
        ("/FT /Ch /Ff 131072", "combo"),
        ("/FT /Btn", "checkbox"),
        ("/FT /Btn /Ff 32768", "radio"),
        ("/FT /Btn /Ff 65536", "button"),
        ("/FT /Btn /Ff 98304", "button"),
        ("/FT /Sig", "signature"),
        ("/FT /Other", None),
        ("/FT /Btn /Ff (none)", "checkbox"),
    ],
)
def test_kinds_of_fields(entries: str, kind: str | None) -> None:
    """By type and flags (tables 229 and 230)."""
    _, roots, _ = _form(f"<< /T (a) {entries} >>")
    assert roots[0].kind == kind


def test_the_widgets_of_a_field_are_not_those_of_fields_below_it() -> None:
    """Unnamed kids are; a named kid is a field of its own."""
    _, roots, _ = _form(
        "<< /T (a) /FT /Tx /Kids [{1} {2} {3}] >>",
        "<< /Parent {0} /Rect [0 0 1 1] >>",
        "<< /Parent {0} /T (b) /Rect [0 0 1 1] >>",
        "<< /Parent {0} /Subtype /Widget >>",
    )
    assert [node.number - roots[0].number for node in widgets_of(roots)] == [1, 3]


@pytest.mark.parametrize(
    ("rect", "found"),
    [
        ("[10 20 110 40]", (10, 20, 110, 40)),
        ("[110 40 10 20]", (10, 20, 110, 40)),
        ("[1 2 3]", (0, 0, 0, 0)),
        ("[1 2 3 (x)]", (0, 0, 0, 0)),
    ],
)
def test_rectangles(rect: str, found: tuple[float, ...]) -> None:
    """Corners in any order; what is none is nowhere."""
    source, roots, _ = _form(f"<< /T (a) /FT /Tx /Rect {rect} >>")
    assert rect_of(source, roots[0]) == found


def test_options_are_stored_and_shown() -> None:
    """A text for both, or a pair; the type of a choice is made of them."""
    source, roots, _ = _form("<< /T (a) /FT /Ch /Opt [(plain) [(s) (Shown)] [(alone)]] >>")
    assert choices(source, roots[0])[:2] == [("plain", "plain"), ("s", "Shown")]
    other_source, others, _ = _form("<< /T (a) /FT /Ch /Opt [(plain) [(s) (Other)] [(alone)]] >>")
    assert type_of(source, roots) == type_of(source, roots)
    assert type_of(source, roots) != type_of(other_source, others)


def test_states_are_those_of_the_normal_appearance() -> None:
    """Without Off; an appearance that is a stream has none."""
    stream = "<< /Length 0 >>\nstream\n\nendstream"
    source, roots, nodes = _form(
        "<< /T (a) /FT /Btn /Kids [{1} {2}] >>",
        "<< /Parent {0} /Rect [0 0 1 1] /AP << /N << /Off {3} /One {3} /Two {3} >> /D << /Three {3} >> >> >>",
        "<< /Parent {0} /Rect [0 0 1 1] /AP << /N {3} >> >>",
        stream,
    )
    widgets = widgets_of(roots)
    assert [sorted(on_states(source, widget)) for widget in widgets] == [["One", "Two"], []]
    assert type_of(source, roots) == ("checkbox", frozenset({"One", "Two"}))
    assert all(isinstance(number, int) for number in nodes)
    assert isinstance(widgets[1].entries["AP"]["N"], Ref)
