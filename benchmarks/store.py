"""Speed of the store with 2,000 customers, 30 attributes and 8 quarters: 480,000 changes.

    .venv/bin/python benchmarks/store.py

Prints the median of five calls, in milliseconds; each call opens and closes the database, as a click in the app does.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from booklet.model import Quarter
from booklet.store import Attributes, Customers, Database, open_database

_CUSTOMERS, _KEYS, _QUARTERS, _CALLS = 2000, 30, 8, 5
_FIRST = Quarter(2024, 1)
_LAST = _FIRST.shifted(_QUARTERS - 1)
_TYPES = ("text", "number", "money", "percent", "date", "yes/no")


def main() -> None:
    """Fill a workspace, then measure."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder))
        customers = Customers(database)
        attributes = Attributes(database, customers)
        began = time.perf_counter()
        _fill(database, customers, attributes)
        print(f"{'record 480,000 values in 8 units of work':45}{(time.perf_counter() - began) * 1000:9.0f} ms")
        print(f"{'size of the database':45}{database.engine.path.stat().st_size / 1e6:9.1f} MB")
        _measure(attributes, customers, Path(folder))


def _fill(database: Database, customers: Customers, attributes: Attributes) -> None:
    for key in range(_KEYS):
        attributes.define(f"attribute_{key:02}", type=_TYPES[key % len(_TYPES)])
    with database.write():
        names = [customers.add(f"Customer {number:04}").name for number in range(_CUSTOMERS)]
    for quarter in range(_QUARTERS):
        rows = {
            name: {f"attribute_{key:02}": _value(number, key, quarter) for key in range(_KEYS)}
            for number, name in enumerate(names)
        }
        attributes.set_many(_FIRST.shifted(quarter), rows)


def _value(customer: int, key: int, quarter: int) -> object:
    of_type: tuple[object, ...] = (
        f"text {customer} {quarter}",
        customer + quarter * 10,
        f"${customer * 1000 + quarter}",
        customer / 1000 + quarter,
        date(2020, 1, 1) + timedelta(customer + quarter),
        (customer + quarter) % 2 == 0,
    )
    return of_type[key % len(_TYPES)]


def _measure(attributes: Attributes, customers: Customers, folder: Path) -> None:
    one = "Customer 0100"
    csv = folder / "values.csv"
    calls: dict[str, Callable[[], object]] = {
        "all customers' names": customers.all,
        "one customer's values": lambda: attributes.values(one, _LAST),
        "one value recorded": lambda: attributes.set(one, _LAST, {"attribute_00": str(time.perf_counter())}),
        "one customer's history": lambda: attributes.history(one),
        "the frame of a quarter": lambda: attributes.frame(_LAST),
        "the texts of a quarter, for snapshots": lambda: attributes.texts(_LAST),
        "a quarter exported as CSV": lambda: attributes.export(_LAST, csv),
        "that CSV planned as an import": lambda: attributes.plan_import(csv, _LAST),
    }
    for what, call in calls.items():
        print(f"{what:45}{_median_ms(call):9.0f} ms")


def _median_ms(call: Callable[[], object]) -> float:
    seconds = []
    for _ in range(_CALLS):
        began = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds) * 1000


if __name__ == "__main__":
    main()
