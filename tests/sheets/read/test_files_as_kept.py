"""Files are read as they were; tests/as_kept.py says how."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from pprint import pformat

import pytest

from booklet.sheets.model.cell import Cell
from booklet.sheets.read.charts import read_chart
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.workbook import read_workbook
from booklet.sheets.render_options import Limits
from tests.as_kept import as_kept
from tests.sheets.paper import as_bytes
from tests.sheets.read.made_files import FILES
from tests.sheets.read.parts import element

_CHARTS = Path(__file__).parent / "chart_parts"


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_before(name: str) -> None:
    """All that the model of its workbook holds."""
    as_kept("sheets/files", name, _told(read_workbook(as_bytes(FILES[name]()), Limits())))


@pytest.mark.parametrize("part", sorted(_CHARTS.glob("*.xml")), ids=lambda part: part.stem)
def test_charts_of_a_part_are_read_as_before(part: Path) -> None:
    """What the part says, and what stands for what it does not say."""
    as_kept("sheets/files", f"part {part.stem}", _told(read_chart(element(part.read_text()), Palette(), "A chart")))


def _told(read: object) -> list[str]:
    return pformat(_plain(read), width=150, sort_dicts=False).splitlines()


def _plain(value: object) -> object:
    """Return a value with its named parts as a dictionary, without those that are empty."""
    if isinstance(value, Cell):
        return value.value, value.style, value.formula, value.uncached
    if is_dataclass(value):
        return {"": type(value).__name__, **_parts({each.name: getattr(value, each.name) for each in fields(value)})}
    if hasattr(value, "_asdict"):
        return _parts(value._asdict())
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _parts(parts: dict[str, object]) -> dict[str, object]:
    return {name: _plain(value) for name, value in parts.items() if value not in (None, "", (), [], {})}
