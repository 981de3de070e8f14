"""The limits and steps of axes, as Excel chooses them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.sheets.charts.axis_scale import Scale, scale_for
from booklet.sheets.model.chart import Axis

ROOM = 240.0


def _axis(**settings: object) -> Axis:
    return replace(Axis("1", "val", "l"), **settings)


def _scale(
    *values: float, axis: Axis | None = None, room: float = ROOM, **settings: bool
) -> tuple[float, float, float]:
    made = scale_for(values, axis, room, **settings)
    return made.low, made.high, made.step


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ((1, 5, 9), (0, 10, 1)),
        ((95, 100), (92, 101, 1)),
        ((50, 100), (0, 120, 20)),
        ((-5, 5), (-6, 6, 2)),
        ((-5, -1), (-6, 0, 1)),
        ((7,), (0, 8, 1)),
        ((0,), (0, 1, 0.2)),
        ((), (0, 1.2, 0.2)),
        ((0.001, 0.004), (0, 0.0045, 0.0005)),
    ],
)
def test_limits_that_the_file_leaves_open(values: tuple[float, ...], scale: tuple[float, float, float]) -> None:
    """Begin at zero unless the values lie close together, and leave room above the highest."""
    assert _scale(*values) == pytest.approx(scale)


def test_fewer_steps_on_a_shorter_axis() -> None:
    """A label takes its room; there is one step at least, and there are no more than ten."""
    assert [_scale(1, 9, room=room)[2] for room in (10, 72, 240, 9000)] == [10, 5, 1, 1]


@pytest.mark.parametrize(
    ("settings", "scale"),
    [
        ({"low": 2.0}, (2, 10, 1)),
        ({"high": 20.0}, (0, 20, 5)),
        ({"low": 0.0, "high": 10.0, "major_unit": 2.5}, (0, 10, 2.5)),
        ({"low": 20.0}, (20, 40, 5)),
        ({"major_unit": 4.0}, (0, 12, 4)),
    ],
)
def test_limits_of_the_file(settings: dict[str, object], scale: tuple[float, float, float]) -> None:
    """Are kept; what is open is chosen beside them."""
    assert _scale(1, 9, axis=_axis(**settings)) == pytest.approx(scale)


def test_percentages() -> None:
    """Reach from nothing to all, or to what the file says."""
    assert _scale(3, 9, percent=True)[:2] == (0, 1)
    assert _scale(3, 9, percent=True, axis=_axis(high=0.5))[:2] == (0, 0.5)
    assert _scale(-3, 9, percent=True)[:2] == (-1, 1)


@pytest.mark.parametrize(
    ("values", "settings", "limits"),
    [
        ((3, 4000), {}, (1, 10_000)),
        ((10, 1000), {}, (10, 1000)),
        ((10, 10), {}, (10, 100)),
        ((-5, 0, 200), {}, (100, 1000)),
        ((3, 4000), {"low": 0.1, "high": 1e6}, (0.1, 1e6)),
    ],
)
def test_logarithmic_axes(values: tuple[float, ...], settings: dict[str, object], limits: tuple[float, float]) -> None:
    """Begin and end at whole powers of their base; values that have no logarithm do not count."""
    made = scale_for(values, _axis(log_base=10.0, **settings), ROOM)
    assert (made.low, made.high, made.base) == pytest.approx((*limits, 10))


def test_a_logarithmic_axis_without_a_value_above_zero() -> None:
    """Is an ordinary one."""
    assert scale_for((-3, -1), _axis(log_base=10.0), ROOM).base is None


def test_shares() -> None:
    """From 0 to 1; reversed from 1 to 0; far outside just out of sight."""
    scale = Scale(10, 20, 5)
    assert [scale.share(value) for value in (10, 15, 20, 30)] == [0, 0.5, 1, 2]
    assert [Scale(10, 20, 5, reverse=True).share(value) for value in (10, 20)] == [1, 0]
    assert [scale.near(value) for value in (-500, 15, 500)] == [-1, 0.5, 2]
    assert Scale(5, 5, 1).share(5) == 0


def test_shares_of_a_logarithmic_axis() -> None:
    """Count powers; what lies below the axis is at its beginning."""
    scale = Scale(1, 100, 1, base=10)
    assert [scale.share(value) for value in (1, 10, 100, -3)] == pytest.approx([0, 0.5, 1, 0])


def test_marks() -> None:
    """At each step, both ends too; at each power; and never without end."""
    assert Scale(0, 1, 0.1).ticks == pytest.approx([n / 10 for n in range(11)])
    assert Scale(0, 1, 0.3).ticks == pytest.approx([0, 0.3, 0.6, 0.9])
    assert Scale(1, 1000, 1, base=10).ticks == [1, 10, 100, 1000]
    assert len(Scale(0, 1e9, 1).ticks) == 1001
