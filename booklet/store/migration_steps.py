"""The parts of migrations that SQL cannot say alike in all engines; by the number of their file."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from booklet.model import Snapshot
from booklet.model.input_key import digest_of_values, digest_of_workbooks
from booklet.model.snapshot import divided
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


_EARLIER_RUNS = """
    select id, number, book_id, book, version, customer_id, customer, year, quarter, status, snapshot_digest,
           started_at, started_by, finished_at, error, sha256, content_sha256, page_count, bytes, batch, snapshot
    from earlier_generations where number > $1 order by number limit 500
"""
_TAKE_OVER = """
    insert into generations (
        id, number, book_id, book, version, customer_id, customer, year, quarter, status, snapshot_digest,
        started_at, started_by, finished_at, error, sha256, content_sha256, page_count, bytes, batch,
        shared_inputs, own_inputs, values_digest, workbooks_digest
    )
    select unnest($1::text[]), unnest($2::bigint[]), unnest($3::text[]), unnest($4::text[]), unnest($5::integer[]),
           unnest($6::text[]), unnest($7::text[]), unnest($8::integer[]), unnest($9::integer[]), unnest($10::text[]),
           unnest($11::text[]), unnest($12::timestamp[]), unnest($13::text[]), unnest($14::timestamp[]),
           unnest($15::text[]), unnest($16::text[]), unnest($17::text[]), unnest($18::integer[]),
           unnest($19::bigint[]), unnest($20::text[]), unnest($21::text[]), unnest($22::text[]), unnest($23::text[]),
           unnest($24::text[])
"""


def _divide_snapshots(connection: Connection) -> None:
    """Migration 5: keep once what the snapshots of several runs share; some runs at a time, the oldest first."""
    reached = -(2**62)
    while earlier := connection.execute(_EARLIER_RUNS, reached):
        shared: dict[str, str] = {}
        rows = [(*columns, *_divided(snapshot, shared)) for *columns, snapshot in earlier]
        for digest, inputs in shared.items():
            connection.execute(
                "insert into shared_inputs (digest, inputs) values ($1, $2) on conflict (digest) do nothing",
                *(digest, inputs),
            )
        connection.insert(_TAKE_OVER, rows)
        reached = earlier[-1][1]
    connection.execute("drop table earlier_generations")


def _divided(snapshot: str, shared: dict[str, str]) -> tuple[str | None, str, str, str]:
    """Return the reference, own inputs, and digests of values and workbooks; what is shared is added by its digest."""
    try:
        of_all, own = divided(snapshot)
        inputs = Snapshot.joined(of_all, own)
    except (ValueError, TypeError, KeyError):  # a run that was recorded without a snapshot
        return None, snapshot, "", ""
    digest = sha256(of_all.encode()).hexdigest()
    shared[digest] = of_all
    return digest, own, digest_of_values(inputs.values), digest_of_workbooks(inputs.workbooks)


STEPS: Mapping[int, Callable[[Connection], None]] = {3: _count_what_is_there, 5: _divide_snapshots}
"""By the number of the migration."""
