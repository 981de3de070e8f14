"""Export: what goes out reads back unchanged, whatever the values are."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booklet.errors import BookletError, InputError
from booklet.model import AttributeDefinition, AttributeType, Customer, Quarter
from booklet.store import Attributes
from booklet.store.attribute_export import write_export
from booklet.store.attribute_import import Known, plan_import
from booklet.store.table_files import read_table

Q3 = Quarter(2026, 3)
_DEFINITIONS = [
    AttributeDefinition("note", "Note"),
    AttributeDefinition("assets", "Assets", AttributeType.MONEY),
    AttributeDefinition("since", "Since", AttributeType.DATE),
    AttributeDefinition("active", "Active", AttributeType.YES_NO),
]
_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
)
_AWKWARD = st.sampled_from(
    [
        "=1+1",
        "'=x",
        "''-",
        "@a",
        "+1",
        "-",
        "'tis",
        "00123",
        "1e5",
        'a"b',
        "a;b,c\td",
        "two\nlines",
        "a\r\nb",
        "_x0041_",
    ]
)
_VALUES = st.fixed_dictionaries(
    {
        "note": st.none() | _TEXT | _AWKWARD,
        "assets": st.none() | st.decimals(-(10**25), 10**25, allow_nan=False, places=4),
        "since": st.none() | st.dates(),
        "active": st.none() | st.booleans(),
    }
)


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(_VALUES, min_size=1, max_size=4))
def test_an_export_reads_back_without_a_change(format_: str, values: list[dict[str, object]]) -> None:
    """Any text, any amount, any date: importing what was exported would change nothing."""
    customers = [Customer(str(n), f"={n}", dt.datetime(2026, 1, 1)) for n in range(len(values))]
    texts = {
        str(n): {
            definition.key: definition.to_text(value)
            for definition in _DEFINITIONS
            if (value := definition.parse(row[definition.key])) is not None
        }
        for n, row in enumerate(values)
    }
    known, out = Known(customers, _DEFINITIONS, texts), io.BytesIO()
    write_export(out, format_, Q3, known)  # type: ignore[arg-type]
    plan = plan_import(read_table(out.getvalue()), Q3, known)
    assert (plan.changes, plan.errors, plan.new_customers, plan.unknown_columns) == ((), (), (), ())
    assert plan.unchanged == sum(map(len, texts.values()))


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_an_export_of_a_workspace_reads_back(attributes: Attributes, tmp_path: Path, format_: str) -> None:
    """Through files and the database."""
    attributes.set("Acme", Q3, {"note": "=SUM(A1)", "assets": Decimal("0.1"), "since": dt.date(1899, 5, 6)})
    path = tmp_path / f"values.{format_}"
    attributes.export(Q3, path, format=format_)  # type: ignore[arg-type]
    plan = attributes.plan_import(path, Q3)
    assert (plan.changes, plan.errors, plan.unchanged) == ((), (), 3)
    assert [file.name for file in tmp_path.glob("*values*")] == [path.name]


def test_a_format_that_is_none_is_refused(attributes: Attributes) -> None:
    """As every other wrong call, with what there is to choose."""
    with pytest.raises(BookletError, match="choose csv or xlsx"):
        attributes.export(Q3, io.BytesIO(), format="ods")  # type: ignore[arg-type]


def test_an_export_that_fails_leaves_the_old_file(
    attributes: Attributes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a table under its final name is worse than none; nothing is left beside it either."""
    path = tmp_path / "values.csv"
    path.write_text("old")
    attributes.set("Acme", Q3, {"plan": "Gold"})
    monkeypatch.setattr("os.fsync", _disk_full)
    with pytest.raises(InputError, match=r"values\.csv cannot be written: disk full"):
        attributes.export(Q3, path)
    assert path.read_text() == "old"
    assert list(tmp_path.glob("*.part")) == []


def _disk_full(_: int) -> None:
    raise OSError("disk full")
