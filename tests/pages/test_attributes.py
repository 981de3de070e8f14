"""The attributes: the grid, the import, the definitions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from booklet.model import Role
from booklet.workspace import Workspace
from tests.conftest import QUARTER
from tests.pages.opened import opened, pressed, ran, said

ADDRESS = {"quarter": str(QUARTER)}
GRID = f"attribute_grid_{QUARTER}_0"
ACME, BOLT = 0, 1


def _edited(workspace: Workspace, rows: dict[int, dict[str, object]]) -> AppTest:
    """The grid after cells were edited."""
    screen = opened(workspace, "attributes", **ADDRESS)
    screen.session_state[GRID] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return ran(screen)


def test_edits_of_several_customers_are_one_unit(workspace: Workspace) -> None:
    """Each in its type, under the administrator's name."""
    screen = _edited(workspace, {ACME: {"assets": 5.5, "incorporated": "no"}, BOLT: {"plan": "Gold", "adviser": "Zoe"}})
    assert "4 changes not saved" in said(screen)
    pressed(screen, "Save changes")
    assert workspace.attributes.values("Acme Corp", QUARTER)["assets"] == Decimal("5.5")
    assert workspace.attributes.values("Acme Corp", QUARTER)["incorporated"] is False
    assert workspace.attributes.values("Bolt & Co", QUARTER) == {"plan": "Gold", "adviser": "Zoe"}
    assert set(workspace.attributes.history("Bolt & Co", "adviser")["recorded_by"]) == {"admin-user"}


def test_an_emptied_cell_ends_the_value(workspace: Workspace) -> None:
    """From this quarter on."""
    pressed(_edited(workspace, {ACME: {"adviser": None}}), "Save changes")
    assert "adviser" not in workspace.attributes.values("Acme Corp", QUARTER)


def test_a_percentage_is_edited_as_people_say_it(workspace: Workspace) -> None:
    """4.5 in the grid is 0.045."""
    workspace.attributes.define("fee", type="percent")
    workspace.attributes.set("Acme Corp", QUARTER, {"fee": "1.25%"})
    screen = _edited(workspace, {BOLT: {"fee": 4.5}})
    assert list(screen.dataframe[0].value["fee"])[ACME] == 1.25
    pressed(screen, "Save changes")
    assert workspace.attributes.values("Bolt & Co", QUARTER)["fee"] == Decimal("0.045")


def test_all_errors_are_said_at_once_and_nothing_is_saved(workspace: Workspace) -> None:
    """Next to the customer and the attribute."""
    screen = pressed(
        _edited(workspace, {ACME: {"plan": "Lead"}, BOLT: {"plan": "Tin", "adviser": "Zoe"}}), "Save changes"
    )
    assert "Acme Corp, 2026Q3: Plan" in said(screen)
    assert "Bolt & Co, 2026Q3: Plan" in said(screen)
    assert "adviser" not in workspace.attributes.values("Bolt & Co", QUARTER)


def test_edits_stay_with_their_customer_when_another_is_added(workspace: Workspace) -> None:
    """The editor knows rows by position only: a customer who comes to stand above moves no edit."""
    screen = _edited(workspace, {BOLT: {"adviser": "Zoe"}})
    workspace.customers.add("Aardvark Ltd")
    pressed(screen, "Save changes")
    assert workspace.attributes.values("Bolt & Co", QUARTER)["adviser"] == "Zoe"


def _customers(screen: AppTest) -> list[str]:
    """The customers in the grid, from the top."""
    return list(screen.dataframe[0].value.index)


@pytest.fixture
def many(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Two customers more, with assets, and two customers on a page."""
    monkeypatch.setattr("booklet.ui.attributes.value_grid.SHOWN", 2)
    for name, assets in (("Cedar Ltd", 900), ("Dune & Co", 20_000_000)):
        workspace.customers.add(name)
        workspace.attributes.set(name, QUARTER, {"assets": assets, "plan": "Gold", "adviser": "Zoe Fox"})
    return workspace


def test_a_page_of_the_customers_is_in_the_grid_and_is_edited(many: Workspace) -> None:
    """An edit on the second page is of the customer that stands there; the other pages wait until it is saved."""
    screen = opened(many, "attributes", **ADDRESS)
    assert (_customers(screen), screen.number_input[0].label) == (["Acme Corp", "Bolt & Co"], "Page of 2")
    screen.number_input[0].set_value(2)
    assert _customers(ran(screen)) == ["Cedar Ltd", "Dune & Co"]
    key = screen.dataframe[0].proto.id.partition("-attribute_grid_")[2]
    screen.session_state[f"attribute_grid_{key}"] = {
        "edited_rows": {0: {"adviser": "Max"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    assert ran(screen).number_input[0].disabled
    pressed(screen, "Save changes")
    assert many.attributes.values("Cedar Ltd", QUARTER)["adviser"] == "Max"
    assert "adviser" not in many.attributes.values("Bolt & Co", QUARTER)
    assert (_customers(ran(screen)), screen.number_input[0].disabled) == (["Cedar Ltd", "Dune & Co"], False)


def test_customers_are_looked_for_and_put_in_order(many: Workspace) -> None:
    """By a part of the name, by attributes of each type, and by the greatest of an attribute first."""
    screen = opened(many, "attributes", **ADDRESS)
    screen.selectbox(key="values_sort").set_value("assets")
    screen.toggle(key="values_descending").set_value(True)
    assert _customers(ran(screen)) == ["Dune & Co", "Acme Corp"]
    screen.multiselect(key="values_only").set_value(["assets", "adviser"])
    ran(screen).number_input(key="values_where_assets_to").set_value(1_250_000.0)
    screen.text_input(key="values_where_adviser_contains").set_value("fox")
    assert _customers(ran(screen)) == ["Cedar Ltd"]
    assert "1 customer." in said(screen)
    screen.text_input(key="values_find").set_value("dune")
    assert "No customer fits" in said(ran(screen))
    screen.multiselect(key="values_only").set_value([])
    assert _customers(ran(screen)) == ["Dune & Co"]


@pytest.mark.parametrize(
    ("attribute", "widget", "value", "found"),
    [
        ("plan", "selectbox", "Silver", ["Bolt & Co"]),
        ("incorporated", "selectbox", "yes", ["Acme Corp"]),
        ("adviser", "asked", "is empty", ["Bolt & Co"]),
        ("fee", "number_input", 2.5, ["Dune & Co"]),
        ("since", "date_input", date(2024, 1, 1), ["Cedar Ltd"]),
    ],
)
def test_each_type_is_asked_for_in_its_own_way(
    many: Workspace, attribute: str, widget: str, value: object, found: list[str]
) -> None:
    """A choice, yes or no, nothing known, a percentage as people say it, a date."""
    many.attributes.define("fee", type="percent")
    many.attributes.define("since", type="date")
    many.attributes.set("Dune & Co", QUARTER, {"fee": "3%", "since": date(2023, 12, 31)})
    many.attributes.set("Cedar Ltd", QUARTER, {"fee": "2%", "since": date(2024, 1, 1)})
    screen = opened(many, "attributes", **ADDRESS)
    screen.multiselect(key="values_only").set_value([attribute])
    ran(screen)
    if widget == "asked":
        screen.selectbox(key=f"values_where_{attribute}").set_value(value)
    else:
        comparison = "is" if widget == "selectbox" else "from"
        getattr(screen, widget)(key=f"values_where_{attribute}_{comparison}").set_value(value)
    assert _customers(ran(screen)) == found


def test_whoever_only_looks_pages_and_looks_for_customers_too(many: Workspace) -> None:
    """The same rows as in the grid."""
    screen = opened(many, "attributes", role=Role.STANDARD, **ADDRESS)
    assert _customers(screen) == ["Acme Corp", "Bolt & Co"]
    screen.text_input(key="values_find").set_value("du")
    assert _customers(ran(screen)) == ["Dune & Co"]


def test_what_somebody_else_changed_meanwhile_is_asked_about(workspace: Workspace) -> None:
    """Nothing of theirs is written over without a word; with one, it is."""
    screen = _edited(workspace, {ACME: {"adviser": "Zoe"}})
    workspace.attributes.set("Acme Corp", QUARTER, {"adviser": "Cleo"})
    screen = pressed(screen, "Save changes")
    assert "somebody has since recorded Cleo" in said(screen)
    assert workspace.attributes.values("Acme Corp", QUARTER)["adviser"] == "Cleo"
    pressed(screen, "Save mine all the same")
    assert workspace.attributes.values("Acme Corp", QUARTER)["adviser"] == "Zoe"


def test_a_standard_user_looks_and_downloads(workspace: Workspace) -> None:
    """The same table, without the editor."""
    screen = opened(workspace, "attributes", role=Role.STANDARD, **ADDRESS)
    assert "Save changes" not in [button.label for button in screen.button]
    assert "Administrators edit these values" in said(screen)


def _importing(workspace: Workspace, table: str) -> AppTest:
    screen = opened(workspace, "attributes", **ADDRESS)
    screen.session_state["attribute_tabs"] = "Import a table"
    ran(screen)
    screen.file_uploader[0].upload("values.csv", table.encode(), "text/csv")
    return ran(screen)


def test_an_import_is_shown_before_it_is_done(workspace: Workspace) -> None:
    """What would change, who is new, and that a column has no attribute."""
    screen = _importing(workspace, "Customer,Plan,Shoe size\nAcme Corp,Silver,9\nCedar Ltd,Gold,8\n")
    assert "2 values would change" in said(screen)
    assert "1 column without an attribute" in said(screen)
    assert workspace.attributes.values("Acme Corp", QUARTER)["plan"] == "Gold"
    pressed(screen, "Import 2 values and 1 customer")
    assert workspace.attributes.values("Acme Corp", QUARTER)["plan"] == "Silver"
    assert workspace.attributes.values("Cedar Ltd", QUARTER)["plan"] == "Gold"


def test_an_import_with_errors_names_them_all_and_has_no_button(workspace: Workspace) -> None:
    """By row and column."""
    screen = _importing(workspace, "Customer,Plan,Assets\nAcme Corp,Lead,many\nBolt & Co,Gold,12\n")
    assert "2 cells cannot be taken" in said(screen)
    assert "Row 2, Plan" in said(screen)
    assert "Row 2, Assets" in said(screen)
    assert not [button for button in screen.button if button.label.startswith("Import ")]


def test_an_import_is_shown_as_the_grid_shows_it(workspace: Workspace) -> None:
    """Labels, percentages, yes and no; and how its numbers were read is said, and can be changed."""
    workspace.attributes.define("fee", type="percent", label="Yearly fee")
    screen = _importing(workspace, "Customer;fee;incorporated;assets\nAcme Corp;0,75%;no;1.234,5\n")
    rows = screen.dataframe[0].value[["Attribute", "Now", "Will be"]].to_numpy().tolist()
    assert rows == [
        ["Yearly fee", "", "0.75%"],
        ["Incorporated", "yes", "no"],
        ["Assets", "1,250,000.00", "1,234.50"],
    ]
    numbers = next(one for one in screen.button_group if one.label == "Numbers")
    assert numbers.value == "1.234,56"
    numbers.set_value("1,234.56")
    assert "2 cells cannot be taken" in said(ran(screen))
    assert said(screen).count("Yearly fee") == 0
    assert 'Row 2, fee: "0,75%" does not fit' in said(screen)


def test_columns_become_attributes_with_the_first_import(empty: Workspace) -> None:
    """In an empty workspace all are proposed; the screen says that attributes come first, and the two ways to them."""
    screen = opened(empty, "attributes", **ADDRESS)
    assert "First say what you want to know" in said(screen)
    screen = pressed(screen, "Import a table")
    screen.file_uploader[0].upload("values.csv", b"Customer,Plan size,VIP\nAcme,12,yes\n", "text/csv")
    pressed(ran(screen), "Import 2 values, 1 customer and 2 new attributes")
    assert empty.attributes.values("Acme", QUARTER) == {"plan_size": Decimal(12), "vip": True}


def _with_edits(screen: AppTest, row: dict[str, object]) -> AppTest:
    """The import's table of new columns after its first row was edited."""
    key = "new-columns-" + next(frame.proto.id for frame in screen.dataframe).partition("-new-columns-")[2]
    screen.session_state[key] = {"edited_rows": {0: row}, "added_rows": [], "deleted_rows": []}
    return ran(screen)


def test_a_column_that_becomes_a_choice_has_its_values_to_choose_from(workspace: Workspace) -> None:
    """Nobody types them."""
    screen = _importing(workspace, "Customer,Mood\nAcme Corp,good\nBolt & Co,bad\n")
    _with_edits(screen, {"take": True, "type": "choice"})
    assert "Mood is one of bad, good." in said(screen)
    pressed(screen, "Import 2 values and 1 new attribute")
    assert workspace.attributes.definition("mood").choices == ("bad", "good")


def test_nothing_is_imported_while_a_new_column_is_wrong(workspace: Workspace) -> None:
    """It is not passed over: the button is there once it is right, or not wanted."""
    screen = _importing(workspace, "Customer,Mood,Plan\nAcme Corp,good,Silver\n")
    _with_edits(screen, {"take": True, "key": "Not a key"})
    assert '"Not a key" cannot be' in said(screen)
    assert not [button for button in screen.button if button.label.startswith("Import ")]


def _defining(workspace: Workspace, edits: dict[str, object]) -> AppTest:
    screen = opened(workspace, "attributes", **ADDRESS)
    screen.session_state["attribute_tabs"] = "Definitions"
    ran(screen)
    screen.session_state["definitions_0"] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **edits}
    return pressed(ran(screen), "Save definitions")


def test_definitions_are_added_and_put_in_order(workspace: Workspace) -> None:
    """A key is made from the label; the order follows the numbers."""
    row = {"label": "Review date", "type": "date", "position": 0, "required": True}
    _defining(workspace, {"added_rows": [row]})
    first = workspace.attributes.definitions()[0]
    assert (first.key, first.type.value, first.required) == ("review_date", "date", True)


def test_definitions_that_contradict_what_is_recorded_are_refused(workspace: Workspace) -> None:
    """All of them at once, and nothing is saved."""
    edits = {"edited_rows": {0: {"choices": "Silver"}, 2: {"type": "number"}}, "deleted_rows": [3]}
    screen = _defining(workspace, edits)
    assert "Plan (plan) cannot become choice" in said(screen)
    assert "Adviser (adviser) cannot become number" in said(screen)
    assert "incorporated" in said(screen)
    assert workspace.attributes.definition("plan").choices == ("Gold", "Silver")


def test_a_row_that_cannot_be_read_is_not_taken_for_removed(workspace: Workspace) -> None:
    """A choice without choices is one error, not also that its values are in the way of removing it."""
    screen = _defining(workspace, {"edited_rows": {0: {"choices": ""}}})
    assert "list the values to choose from" in said(screen)
    assert "cannot be removed" not in said(screen)


def test_a_definition_without_a_label_is_not_passed_over(workspace: Workspace) -> None:
    """A row with a type but no name is said, and a row that was only added is nothing to save."""
    screen = _defining(workspace, {"added_rows": [{"type": "money", "required": False}]})
    assert "A row of type money has no label" in said(screen)
    screen = _defining(workspace, {"added_rows": [{"type": "text", "required": False}]})
    assert "There was nothing to save" in screen.toast[0].value
