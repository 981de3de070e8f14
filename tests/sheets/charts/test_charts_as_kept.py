"""Charts are drawn as they were; tests/as_kept.py says how."""

from __future__ import annotations

import pytest

from booklet.sheets.charts.chart import draw_chart
from tests.as_kept import as_kept
from tests.sheets.charts.made_charts import AXES, CHARTS
from tests.sheets.recorded import recorded

BOX = (10.0, 20.0, 260.0, 180.0)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_as_before(name: str) -> None:
    """Each line, box, letter and clip stands where it stood, in its color."""
    as_kept("sheets/charts", name, recorded(lambda pen: draw_chart(pen, CHARTS[name], BOX)))


@pytest.mark.parametrize("size", [(40.0, 30.0), (24.0, 180.0), (500.0, 24.0), (90.0, 60.0)])
def test_a_chart_in_a_small_box(size: tuple[float, float]) -> None:
    """What has no room is left out, and labels are fewer."""
    drawn = recorded(lambda pen: draw_chart(pen, AXES["titles"], (0.0, 0.0, *size)))
    as_kept("sheets/charts", f"in {size}", drawn)
