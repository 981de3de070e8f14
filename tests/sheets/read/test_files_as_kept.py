"""Files are read as they were; tests/as_kept.py says how."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet.sheets.read.charts import read_chart
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.workbook import read_workbook
from booklet.sheets.render_options import Limits
from tests.as_kept import as_kept
from tests.sheets.paper import as_bytes
from tests.sheets.read.made_files import FILES
from tests.sheets.read.parts import element
from tests.sheets.read.told import told

_CHARTS = Path(__file__).parent / "chart_parts"


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_before(name: str) -> None:
    """All that the model of its workbook holds."""
    as_kept("sheets/files", name, told(read_workbook(as_bytes(FILES[name]()), Limits())))


@pytest.mark.parametrize("part", sorted(_CHARTS.glob("*.xml")), ids=lambda part: part.stem)
def test_charts_of_a_part_are_read_as_before(part: Path) -> None:
    """What the part says, and what stands for what it does not say."""
    as_kept("sheets/files", f"part {part.stem}", told(read_chart(element(part.read_text()), Palette(), "A chart")))
