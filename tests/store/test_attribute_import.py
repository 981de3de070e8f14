"""Importing values: the plan names all that would change and all that is wrong; its deed is all or nothing."""

from __future__ import annotations

import pytest

from booklet.errors import ValueRefused
from booklet.model import AttributeDefinition, Quarter
from booklet.store import Attributes, Customers
from booklet.store.attribute_import import PlannedChange
from booklet.store.table_style import DateOrder, NumberStyle, TableStyle

Q1, Q3 = Quarter(2026, 1), Quarter(2026, 3)


@pytest.fixture
def defined(attributes: Attributes) -> Attributes:
    """With a plan, an amount labelled "Total assets", and values of Acme."""
    attributes.define("plan", type="choice", choices=["Gold", "Silver"])
    attributes.define("assets", type="money", label="Total assets")
    attributes.set("Acme", Q1, {"plan": "Gold", "assets": 1000})
    return attributes


def test_the_plan_says_what_would_change_and_writes_nothing(defined: Attributes, customers: Customers) -> None:
    """Changes with old and new text, new customers, columns that nothing knows, and how much stays."""
    plan = defined.plan_import(b"Client,PLAN,total ASSETS,Mood\nacme,silver,$1000,x\nNew,Gold,,\n", Q3)
    assert plan.changes == (PlannedChange("Acme", "plan", "Gold", "Silver"), PlannedChange("New", "plan", None, "Gold"))
    assert (plan.new_customers, plan.unknown_columns, plan.unchanged, plan.errors) == (("New",), ("Mood",), 1, ())
    assert len(defined.history()) == 2
    assert len(customers.all()) == 2


@pytest.mark.parametrize("header", ["customer", "Name", "CLIENT", "Who"])
def test_the_customers_column_is_found(defined: Attributes, header: str) -> None:
    """By its heading, or as the first."""
    columns = ["plan", header] if header != "Who" else [header, "plan"]
    row = ["Silver", "Acme"] if header != "Who" else ["Acme", "Silver"]
    plan = defined.plan_import(f"{','.join(columns)}\n{','.join(row)}\n".encode(), Q3)
    assert plan.changes == (PlannedChange("Acme", "plan", "Gold", "Silver"),)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (("1.234,56", "12,5%", "30.9.2026"), ("1234.56", "0.125", "2026-09-30")),
        (("1,234.56", "12.5%", "9/30/2026"), ("1234.56", "0.125", "2026-09-30")),
        (("€ 1 234,56", "12,5", "30/09/2026"), ("1234.56", "0.125", "2026-09-30")),
        (("(1.234,5)", "0,125", "2026-09-30"), ("-1234.5", "0.125", "2026-09-30")),
        (("1'234.56", "12.5", "1.2.2026"), ("1234.56", "0.125", "2026-02-01")),
    ],
)
def test_the_style_of_numbers_and_dates_is_recognized(
    defined: Attributes, cells: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    """Commas and points, either order of dates, percentages with and without the sign."""
    defined.define("fee", type="percent")
    defined.define("since", type="date")
    table = "customer;assets;fee;since\nAcme;" + ";".join(cells)
    plan = defined.plan_import(table.encode(), Q3)
    assert (tuple(change.new for change in plan.changes), plan.errors) == (shown, ())


def test_the_style_can_be_said(defined: Attributes) -> None:
    """What a table alone does not tell: 1,234 and 1/2/2026; the workspace's locale tells it first."""
    defined.define("since", type="date")
    table = b"customer;assets;since\nAcme;1,234;1/2/2026"
    assert [change.new for change in defined.plan_import(table, Q3).changes] == ["1234", "2026-01-02"]
    style = TableStyle(NumberStyle.COMMA, DateOrder.DAY_FIRST)
    plan = defined.plan_import(table, Q3, style=style)
    assert [change.new for change in plan.changes] == ["1.234", "2026-02-01"]
    assert plan.asks == ("numbers", "dates")


def test_percentages_as_recorded_stay_what_they_are(defined: Attributes) -> None:
    """A table that was exported has fractions: 1.25 that was 125% is not read as 1.25%."""
    defined.define("fee", type="percent")
    defined.set("Acme", Q1, {"fee": "125%"})
    assert defined.plan_import(b"customer,fee\nAcme,1.25\nNew,3\n", Q3).changes == (
        PlannedChange("New", "fee", None, "3"),
    )


@pytest.mark.parametrize(
    ("cells", "type_"),
    [
        (["12.50", "7", "abc", "8", "9", "10"], "number"),
        (["2026-01-31", "2021-02-30", "1.7.2008", "2019-11-15", "2022-06-01"], "date"),
        (["yes", "no", "maybe", "yes", "no"], "yes/no"),
        (["10115", "20095", "01067", "80331", "50667", "B4"], "text"),
        (["12", "Main Street 4", "13", "Hill 5"], "text"),
    ],
)
def test_a_slip_does_not_make_a_column_a_text(defined: Attributes, cells: list[str], type_: str) -> None:
    """One cell in five may be wrong: then it is shown, and not taken for what it is. Codes stay texts."""
    rows = "".join(f"Customer {number},{cell}\n" for number, cell in enumerate(cells))
    [proposal] = defined.plan_import(f"customer,What\n{rows}".encode(), Q3).proposals
    assert proposal.type == type_


def test_columns_are_defined_with_the_import(defined: Attributes) -> None:
    """With the type that their cells speak for; a key that is taken is refused, and nothing is dropped in silence."""
    table = b"customer,Fee rate,Mood\nAcme,0.5%,good\nBeta,1.5%,bad\n"
    plan = defined.plan_import(table, Q3)
    assert [(one.key, one.label, one.type) for one in plan.proposals] == [
        ("fee_rate", "Fee rate", "percent"),
        ("mood", "Mood", "text"),
    ]
    plan = defined.plan_import(table, Q3, define={"Fee rate": plan.proposals[0]})
    assert (plan.unknown_columns, [change.new for change in plan.changes]) == (("Mood",), ["0.005", "0.015"])
    assert defined.apply_import(plan) == 2
    assert defined.definition("fee_rate").type == "percent"
    with pytest.raises(ValueRefused, match="is an attribute by now"):
        defined.apply_import(plan)
    taken = defined.plan_import(table, Q3, define={"Mood": AttributeDefinition("plan", "Mood")})
    assert "already" in taken.errors[0].message


def test_all_errors_come_at_once(defined: Attributes, customers: Customers) -> None:
    """Each with the row as the spreadsheet numbers it, the customer, the column and the value."""
    customers.archive("Beta")
    table = "customer,plan,assets,Plan\nAcme,Bronze,lots,\n,Gold,,\nBeta,Gold,,\nNew,,1,\n\nNEW,,2,\n"
    plan = defined.plan_import(table.encode(), Q3)
    assert [(error.row, error.customer, error.column, error.value) for error in plan.errors] == [
        (1, "", "Plan", ""),
        (2, "Acme", "plan", "Bronze"),
        (2, "Acme", "assets", "lots"),
        (3, "", "customer", ""),
        (4, "Beta", "customer", "Beta"),
        (7, "NEW", "customer", "NEW"),
    ]
    messages = [error.message for error in plan.errors]
    for message, words in zip(
        messages, ["two columns", "Gold, Silver", "amount", "no customer", "archived", "twice"], strict=True
    ):
        assert words in message


def test_a_plan_with_errors_is_not_applied(defined: Attributes, customers: Customers) -> None:
    """Nothing of it, and the error lists them all."""
    plan = defined.plan_import(b"customer,plan\nAcme,Bronze\nNew,Gold\n", Q3)
    with pytest.raises(ValueRefused, match=r"row 2, plan: .*Bronze"):
        defined.apply_import(plan)
    assert len(customers.all()) == 2


def test_applying_records_what_was_planned(defined: Attributes, customers: Customers) -> None:
    """New customers, too; with who did it."""
    plan = defined.plan_import(b"customer,plan,assets\nAcme,Silver,\nNew,,7\n", Q3)
    assert defined.apply_import(plan, by="ann") == 2
    assert defined.frame(Q3).loc[["Acme", "New"], "assets"].tolist() == [1000, 7]
    assert defined.origins("Acme", Q3)["plan"].recorded_by == "ann"
    assert customers.get("New").name == "New"


def test_empty_cells_change_nothing_and_no_value_is_said(defined: Attributes) -> None:
    """A half-filled table must not wipe out what is known; "(no value)" ends a value."""
    plan = defined.plan_import(b"customer,plan,assets\nAcme,,(no value)\n", Q3)
    assert plan.changes == (PlannedChange("Acme", "assets", "1000", None),)
    defined.apply_import(plan)
    assert set(defined.values("Acme", Q3)) == {"plan"}


def test_a_plan_that_was_overtaken_is_refused(defined: Attributes, customers: Customers) -> None:
    """Somebody changed a value since the preview: it is not overwritten unseen, and nothing else is recorded."""
    plan = defined.plan_import(b"customer,plan,assets\nNew,Gold,5\nAcme,Silver,2000\n", Q3)
    defined.set("Acme", Q3, {"assets": 1500})
    with pytest.raises(ValueRefused, match="assets of Acme was changed by somebody else"):
        defined.apply_import(plan)
    assert defined.frame(Q3).loc["Acme"].tolist() == ["Gold", 1500.0]
    assert len(customers.all()) == 2


def test_an_edited_frame_can_be_imported(defined: Attributes) -> None:
    """What `frame` gives goes back in; only the edits are changes."""
    frame = defined.frame(Q3)
    frame.loc["Beta", "plan"] = "gold"
    assert defined.plan_import(frame, Q3).changes == (PlannedChange("Beta", "plan", None, "Gold"),)


def test_what_is_expected_is_said_in_the_tables_style(defined: Attributes) -> None:
    """A table of 1.234,56 is not told to write 1,250.75, nor one of 30/9/2026 the year first alone."""
    defined.define("since", type="date", label="Since")
    table = "customer;assets;since\nAcme;1.234,5;13/9/2026\nBeta;many;soon\n"
    messages = [error.message for error in defined.plan_import(table.encode(), Q3).errors]
    assert messages[0] == '"many" does not fit; expected is an amount, such as 1250000 or $1.250.000,00.'
    assert messages[1].endswith("expected is a date, such as 2026-09-30 or 30/9/2026.")


def test_the_words_of_a_new_column(defined: Attributes) -> None:
    """What there is to choose from, as texts; nothing where all rows differ too much."""
    rows = "".join(f"Customer {number};{number % 2};{number}\n" for number in range(60))
    plan = defined.plan_import(f"customer;Class;Number\n{rows}".encode(), Q3)
    assert plan.words == (("0", "1"), ())
