"""A chart axis' limits and steps, chosen as Excel does where the file leaves them open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log, log10

from booklet.sheets.model.chart import Axis


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high` in steps of `step`; `base` is a logarithmic axis' base."""

    low: float
    high: float
    step: float
    base: float | None = None
    reverse: bool = False

    def share(self, value: float) -> float:
        """Return the place of a value, 0 at the axis' beginning and 1 at its end."""
        if self.base:
            lowest = log(self.low, self.base)
            part = (log(max(value, self.low), self.base) - lowest) / ((log(self.high, self.base) - lowest) or 1)
        else:
            part = (value - self.low) / ((self.high - self.low) or 1)
        return 1 - part if self.reverse else part

    def near(self, value: float) -> float:
        """Return the share of a value; what lies far outside is placed just out of sight."""
        return min(max(self.share(value), -1.0), 2.0)

    @property
    def ticks(self) -> list[float]:
        """Values that are marked."""
        if self.base:
            first, last = round(log(self.low, self.base)), round(log(self.high, self.base))
            return [self.base**n for n in range(first, last + 1)]
        count = min(int((self.high - self.low) / self.step + 1e-6), 1000)
        return [round(self.low + n * self.step, 12) for n in range(count + 1)]


def scale_for(
    values: Sequence[float], axis: Axis | None, room_pt: float, *, percent: bool = False, label_pt: float = 24.0
) -> Scale:
    """Return the scale for values on an axis that is `room_pt` long; a label takes `label_pt` of it."""
    reverse = axis.reverse if axis else False
    smallest, largest = min(values, default=0.0), max(values, default=1.0)
    if axis and axis.log_base and largest > 0:
        base = axis.log_base
        positive = min((v for v in values if v > 0), default=1.0)
        lowest = axis.low or base ** floor(log(positive, base) + 1e-9)
        highest = axis.high or base ** ceil(log(largest, base) - 1e-9)
        return Scale(lowest, highest if highest > lowest else lowest * base, 1.0, base, reverse)
    low, high = (axis.low, axis.high) if axis else (None, None)
    if percent:
        lowest = -1.0 if smallest < 0 else 0.0
        low, high = (lowest if low is None else low), (1.0 if high is None else high)
    begin = low if low is not None else _begin(smallest, largest)
    end = high if high is not None else max(largest, 0.0 if begin < 0 or smallest <= 0 else largest)
    if end <= begin:
        end = begin + (abs(begin) or 1.0)
    step = (axis.major_unit if axis else None) or _step(end - begin, room_pt / label_pt)
    if low is None:
        begin = floor(begin / step + 1e-9) * step
    if high is None:
        room = end + (end - begin) * 0.05 if end > 0 and end == largest else end
        end = ceil(room / step - 1e-9) * step
    return Scale(begin, end, step, None, reverse)


def _begin(smallest: float, largest: float) -> float:
    if smallest < 0:
        return smallest - (largest - smallest) * 0.05
    # Excel starts at 0 unless the values differ by less than a sixth of the largest.
    return 0.0 if largest - smallest > largest / 6 or largest == smallest else smallest - (largest - smallest) / 2


def _step(size: float, labels: float) -> float:
    """Return 1, 2 or 5 times a power of ten, for at most ten marks and as many as there is room for."""
    most = max(min(int(labels), 10), 1)
    rough = size * 1.05 / most
    power = 10.0 ** floor(log10(rough))
    return next(n * power for n in (1, 2, 5, 10) if n * power >= rough * 0.999)
