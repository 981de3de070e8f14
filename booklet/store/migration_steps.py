"""The parts of migrations that SQL cannot say alike in all engines; by the number of their file."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping

from booklet.store.engine import Connection

_NUMBER_GENERATIONS = """
    update generations set number = counted.number
    from (
        select id, row_number() over (order by started_at, id) - (select count(*) from generations) as number
        from generations
    ) as counted
    where counted.id = generations.id
"""
_NUMBER_UPLOADS = """
    update uploads set number = counted.number
    from (
        select id, row_number() over (order by uploaded_at, id) - (select count(*) from uploads) as number from uploads
    ) as counted
    where counted.id = uploads.id
"""


def _count_what_is_there(connection: Connection) -> None:
    """Migration 3: number runs and uploads by their times, and read from the snapshots what was handed in."""
    connection.execute("insert into revision (number, token) values (0, $1)", str(uuid.uuid4()))
    connection.execute(_NUMBER_GENERATIONS)
    connection.execute(_NUMBER_UPLOADS)
    connection.insert(
        """insert into handed_in (book_id, customer_id, year, quarter, slot, upload_id, handed_by, handed_at)
           select unnest($1::text[]), unnest($2::text[]), unnest($3::integer[]), unnest($4::integer[]),
                  unnest($5::text[]), unnest($6::text[]), unnest($7::text[]), unnest($8::timestamp[])""",
        list(_handed_in(connection)),
    )


def _handed_in(connection: Connection) -> Iterator[tuple[object, ...]]:
    """Yield each workbook that the run before did not have, the oldest first: a run takes over what was handed in."""
    standing: dict[tuple[object, ...], str] = {}
    for *of, by, when, snapshot in connection.execute(
        """select book_id, customer_id, year, quarter, started_by, started_at, snapshot from generations
           order by number"""
    ):
        for slot, upload_id in _workbooks(snapshot):
            if standing.get((*of, slot)) != upload_id:
                standing[(*of, slot)] = upload_id
                yield (*of, slot, upload_id, by, when)


def _workbooks(snapshot: str) -> list[tuple[str, str]]:
    try:
        plain = json.loads(snapshot)
    except ValueError:  # a run that was recorded without one
        return []
    workbooks: Mapping[str, Mapping[str, str]] = plain.get("workbooks", {}) if isinstance(plain, dict) else {}
    return [(slot, file["upload"]) for slot, file in workbooks.items()]


STEPS: Mapping[int, Callable[[Connection], None]] = {3: _count_what_is_there}
