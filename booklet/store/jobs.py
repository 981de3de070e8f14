"""Jobs and their items: written whole at the start, taken by leases, recorded by whoever still holds the lease.

A lease has a deadline by the database's clock. Its items come back when the deadline has passed, or at once where the
worker is known to have died (`booklet.store.signs_of_life`). Nothing is recorded under a lease that came back: of two
workers that hold the same item, only the second is heard.
"""

from __future__ import annotations

import json
import math
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from booklet.errors import NotFound
from booklet.model import ItemState, Job, JobItem, JobState, Problem, Quarter, Severity
from booklet.store.clock import utc_now
from booklet.store.database import Database
from booklet.store.engine import Connection

if TYPE_CHECKING:
    import pandas

MOST_ATTEMPTS = 5
"""After so many workers have died over a book alone, it is the book's fault."""
_DIED = "The process that made the book died, {} times, perhaps for want of memory. Make it alone, or ask for help."

_COLUMNS = """id, book_id, book, version, year, quarter, force, state, reason, created_at, created_by, first_taken_at,
              finished_at, interruptions, lost_seconds, recorded_at"""
_ITEM = "job_id, position, customer_id, customer, archived, state, attempts, reason, problems, seconds, generation_id"

_ADD_ITEMS = f"""
    insert into job_items ({_ITEM}, lease)
    select unnest($1::text[]), unnest($2::integer[]), unnest($3::text[]), unnest($4::text[]), unnest($5::boolean[]),
           unnest($6::text[]), 0, unnest($7::text[]), unnest($8::text[]), 0, '', ''
"""
# Of the oldest open job that has any: first what nobody has tried, then what a worker died over.
_WAITING = """
    select job_id, position, attempts from job_items join jobs on jobs.id = job_id
    where jobs.state = 'open' and job_items.state = 'waiting' and ($1::text is null or job_id = $1)
    order by number, attempts, position
    limit $2
"""
_TAKE = """
    update job_items set state = 'running', attempts = attempts + 1, lease = $3, lease_until = $4
    where job_id = $1 and position = any($2) and state = 'waiting'
"""
_COME_BACK = """
    update job_items set state = case when (select state from jobs where id = $1) = 'cancelled' then 'cancelled'
                                      when attempts >= $3 then 'failed' else 'waiting' end,
                         reason = case when attempts >= $3 then $4 else '' end, lease = '', lease_until = null
    where job_id = $1 and lease = $2
"""
_RECORD = """
    update job_items set state = ended.state, reason = ended.reason, problems = ended.problems,
                         seconds = ended.seconds, generation_id = ended.generation_id, lease = '', lease_until = null
    from (
        select unnest($1::text[]) as job_id, unnest($2::integer[]) as position, unnest($3::text[]) as state,
               unnest($4::text[]) as reason, unnest($5::text[]) as problems, unnest($6::double precision[]) as seconds,
               unnest($7::text[]) as generation_id, unnest($8::text[]) as lease
    ) as ended
    where job_items.job_id = ended.job_id and job_items.position = ended.position and job_items.lease = ended.lease
"""


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be begun. An item can have failed already, where it is known that its book cannot be made."""

    request: str
    book_id: str
    book: str
    version: int
    quarter: Quarter
    force: bool
    items: Sequence[JobItem]


class JobRecords:
    """Jobs by id, or by the beginning of an id where that is unique (`ref`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._signs = database.signs_of_life

    def add(self, new: NewJob, *, by: str = "") -> tuple[str, bool]:
        """Begin a job, all of it in a single unit of work; return its id, and True.

        Where an open job was asked for with the same request, return the id of that job, and False.
        """
        with self._database.write() as connection:
            same = connection.one("select id from jobs where state = 'open' and request = $1", new.request)
            if same:
                return str(same[0]), False
            job_id = str(uuid.uuid4())
            connection.execute(
                """insert into jobs (id, number, request, book_id, book, version, year, quarter, force, state, reason,
                                     created_at, created_by, interruptions, lost_seconds)
                   values ($1, nextval('jobs_number'), $2, $3, $4, $5, $6, $7, $8, 'open', '', $9, $10, 0, 0)""",
                *(job_id, new.request, new.book_id, new.book, new.version, new.quarter.year, new.quarter.number),
                *(new.force, utc_now(), by),
            )
            connection.insert(
                _ADD_ITEMS,
                [
                    (
                        *(job_id, position, item.customer_id, item.customer, item.archived),
                        *(item.state.value, item.reason, _to_text(item.problems)),
                    )
                    for position, item in enumerate(new.items)
                ],
            )
            _end_where_nothing_is_left(connection, job_id)
        return job_id, True

    def get(self, ref: str) -> Job:
        """Return the job. Raises NotFound for an id that no job has, or a beginning that several have."""
        with self._database.read() as connection:
            rows = connection.records(
                f"select {_COLUMNS} from jobs where id = $1 or starts_with(id, $1) limit 2", ref.strip().lower()
            )
            if not ref.strip() or not rows:
                raise NotFound(f'There is no job "{ref}": `booklet jobs list` has them all.')
            if len(rows) > 1:
                raise NotFound(f'Several jobs begin with "{ref}": give more of the id.')
            return _jobs(connection, rows)[0]

    def find(
        self, *, is_open: bool | None = None, quarter: Quarter | None = None, limit: int | None = None
    ) -> list[Job]:
        """Return jobs, the newest first: only those that are open, or not, and of a quarter, where given."""
        with self._database.read() as connection:
            rows = connection.records(
                f"""select {_COLUMNS} from jobs
                    where ($1::boolean is null or (state = 'open') = $1)
                      and ($2::integer is null or (year, quarter) = ($2, $3))
                    order by number desc limit coalesce($4::bigint, 9223372036854775807)""",
                *(is_open, *((quarter.year, quarter.number) if quarter else (None, None)), limit),
            )
            return _jobs(connection, rows)

    def frame(self) -> pandas.DataFrame:
        """Return a row per job by id (the index), the newest first, with the number of items in each state."""
        with self._database.read() as connection:
            return (
                connection.frame(
                    """select id, book, version, cast(year as text) || 'Q' || cast(quarter as text) as quarter,
                          jobs.state, counted.*, jobs.reason, created_at, created_by, finished_at, interruptions,
                          lost_seconds
                   from jobs left join (
                       select job_id,
                              sum(case when state = 'waiting' then 1 else 0 end) as waiting,
                              sum(case when state = 'running' then 1 else 0 end) as running,
                              sum(case when state = 'made' then 1 else 0 end) as made,
                              sum(case when state = 'skipped' then 1 else 0 end) as skipped,
                              sum(case when state = 'failed' then 1 else 0 end) as failed,
                              sum(case when state = 'cancelled' then 1 else 0 end) as cancelled
                       from job_items group by job_id
                   ) as counted on counted.job_id = id
                   order by number desc"""
                )
                .drop(columns="job_id")
                .set_index("id")
            )

    def items(self, job_id: str) -> list[JobItem]:
        """Return all items of a job, in its order."""
        with self._database.read() as connection:
            return _items(connection, "job_id = $1", job_id)

    # -- for workers -------------------------------------------------------------------------------------------

    def take(
        self, worker: str, most: int, lease_seconds: float, *, job_id: str | None = None, share: int = 1
    ) -> list[JobItem]:
        """Give the worker a lease on up to `most` items of the oldest open job that has any to give, or of `job_id`.

        Not more than a worker's part of what is left for `share` workers. An item that a worker died over is given
        alone, after all others; after `MOST_ATTEMPTS` it has failed.
        """
        with self._database.write() as connection:
            now = _now(connection)
            self._take_back(connection, now, lease_seconds)
            waiting = connection.execute(_WAITING, job_id, most * share)
            if not waiting:
                return []
            lease, (of_job, _, attempts) = f"{worker}:{uuid.uuid4().hex}", waiting[0]
            given = [position for of, position, tried in waiting if of == of_job and not tried]
            given = given[: math.ceil(len(given) / share)]
            if attempts:
                given = [waiting[0][1]]
            connection.execute(_TAKE, of_job, given, lease, now + timedelta(seconds=lease_seconds))
            connection.execute(
                "update jobs set first_taken_at = coalesce(first_taken_at, $2) where id = $1", of_job, now
            )
            return _items(connection, "job_id = $1 and lease = $2", of_job, lease)

    def any_waiting(self, job_id: str | None = None) -> bool:
        """Tell whether there are items to be taken, of any open job or of `job_id`."""
        with self._database.read() as connection:
            return bool(connection.execute(_WAITING, job_id, 1))

    def held(self, items: Sequence[JobItem]) -> set[int]:
        """Return the positions of those of these items of a job whose lease still holds, also past its deadline."""
        if not items:
            return set()
        with self._database.read() as connection:
            rows = connection.execute(
                """select position from job_items
                   where job_id = $1 and position = any($2) and lease = $3 and state = 'running'""",
                *(items[0].job_id, [item.position for item in items], items[0].lease),
            )
        return {position for (position,) in rows}

    def record(self, ended: Sequence[JobItem]) -> None:
        """Record how items of a job ended. For items that are held: see `held`, within the same unit of work."""
        if not ended:
            return
        with self._database.write() as connection:
            connection.insert(
                _RECORD,
                [
                    (
                        *(item.job_id, item.position, item.state.value, item.reason, _to_text(item.problems)),
                        *(item.seconds, item.generation_id, item.lease),
                    )
                    for item in ended
                ],
            )
            connection.execute(  # what a job waited for is over; why it was cancelled is not
                """update jobs set recorded_at = $2, reason = case when state = 'open' then '' else reason end
                   where id = $1""",
                *(ended[0].job_id, _now(connection)),
            )
            _end_where_nothing_is_left(connection, ended[0].job_id)

    def keep(self, items: Sequence[JobItem], lease_seconds: float) -> list[JobItem]:
        """Move the deadline of a lease; return the items that are still held: none of a job that was cancelled."""
        if not items:
            return []
        with self._database.write() as connection:
            open_ = connection.one("select 1 from jobs where id = $1 and state = 'open'", items[0].job_id)
            if not open_:
                self.give_back(items)
                return []
            held = self.held(items)
            connection.execute(
                "update job_items set lease_until = $3 where job_id = $1 and position = any($2)",
                *(items[0].job_id, list(held), _now(connection) + timedelta(seconds=lease_seconds)),
            )
            return [item for item in items if item.position in held]

    def give_back(self, items: Sequence[JobItem], *, reason: str = "") -> None:
        """Give back items that nobody began, as if they had not been taken; `reason` says what the job waits for."""
        if not items:
            return
        job_id = items[0].job_id
        with self._database.write() as connection:
            connection.execute(
                """update job_items set state = case when (select state from jobs where id = $1) = 'cancelled'
                                                then 'cancelled' else 'waiting' end,
                                        attempts = attempts - 1, lease = '', lease_until = null
                   where job_id = $1 and position = any($2) and lease = $3""",
                *(job_id, [item.position for item in items], items[0].lease),
            )
            if reason:
                connection.execute("update jobs set reason = $2 where id = $1 and state = 'open'", job_id, reason)

    # -- for whoever watches -----------------------------------------------------------------------------------

    def cancel(self, ref: str, *, by: str = "") -> Job:
        """Give up what is not made yet; what is under way comes to its end. Nothing happens to a job that has ended."""
        with self._database.write() as connection:
            job = self.get(ref)
            if job.is_open:
                connection.execute(
                    "update job_items set state = 'cancelled' where job_id = $1 and state = 'waiting'", job.id
                )
                connection.execute(
                    "update jobs set state = 'cancelled', reason = $2, finished_at = $3 where id = $1",
                    *(job.id, f"Cancelled by {by}." if by else "Cancelled.", utc_now()),
                )
            return self.get(job.id)

    def resume(self, ref: str, *, by: str = "") -> Job:
        """Open a job again for the items that were cancelled or failed; of a job that is open nothing changes."""
        with self._database.write() as connection:
            job = self.get(ref)
            if not job.is_open:
                connection.execute(
                    """update job_items set state = 'waiting', attempts = 0, reason = '', problems = ''
                       where job_id = $1 and state in ('cancelled', 'failed')""",
                    job.id,
                )
                connection.execute(
                    "update jobs set state = 'open', reason = $2, finished_at = null where id = $1",
                    *(job.id, f"Opened again by {by}." if by else ""),
                )
                _end_where_nothing_is_left(connection, job.id)
            return self.get(job.id)

    def _take_back(self, connection: Connection, now: datetime, lease_seconds: float) -> None:
        """Take back the items of workers that died, or whose deadline has passed; note what was lost by it."""
        held = connection.execute(
            "select job_id, lease, max(lease_until) from job_items where state = 'running' group by job_id, lease"
        )
        alive = self._signs.alive({_worker(lease) for _, lease, _ in held})
        for job_id, lease, until in held:
            if until >= now and _worker(lease) in alive:
                continue
            connection.execute(_COME_BACK, job_id, lease, MOST_ATTEMPTS, _DIED.format(MOST_ATTEMPTS))
            lost = (now - until).total_seconds() + lease_seconds
            connection.execute(
                "update jobs set interruptions = interruptions + 1, lost_seconds = lost_seconds + $2 where id = $1",
                *(job_id, max(0.0, lost)),
            )
            _end_where_nothing_is_left(connection, job_id)


def _worker(lease: str) -> str:
    return str(lease).partition(":")[0]


def _end_where_nothing_is_left(connection: Connection, job_id: str) -> None:
    connection.execute(
        """update jobs set state = 'done', reason = '', finished_at = $2
           where id = $1 and state = 'open' and not exists (
               select 1 from job_items where job_id = $1 and state in ('waiting', 'running')
           )""",
        *(job_id, utc_now()),
    )


def _now(connection: Connection) -> datetime:
    """Return the moment by the database's clock, which is the same for workers on many machines."""
    row = connection.one("select cast(extract(epoch from now()) as double precision)")
    return datetime.fromtimestamp(row[0] if row else 0, UTC).replace(tzinfo=None)


def _jobs(connection: Connection, rows: Iterable[dict[str, Any]]) -> list[Job]:
    rows = list(rows)
    counts: dict[str, Counter[ItemState]] = {row["id"]: Counter() for row in rows}
    for job_id, state, number in connection.execute(
        "select job_id, state, count(*) from job_items where job_id = any($1) group by job_id, state", list(counts)
    ):
        counts[job_id][ItemState(state)] = number
    return [_job(counts[row["id"]], **row) for row in rows]


def _job(counts: Mapping[ItemState, int], *, recorded_at: datetime | None, **columns: Any) -> Job:
    began = columns["first_taken_at"]
    seconds = (recorded_at - began).total_seconds() - columns["lost_seconds"] if began and recorded_at else 0.0
    quarter, state = Quarter(columns.pop("year"), columns.pop("quarter")), JobState(columns.pop("state"))
    return Job(quarter=quarter, state=state, counts=counts, seconds=max(0.0, seconds), **columns)


def _items(connection: Connection, which: str, *parameters: object) -> list[JobItem]:
    rows = connection.records(f"select {_ITEM}, lease from job_items where {which} order by position", *parameters)
    return [
        JobItem(**{**row, "state": ItemState(row["state"]), "problems": _from_text(row["problems"])}) for row in rows
    ]


def _to_text(problems: Sequence[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False) if problems else ""


def _from_text(text: str) -> tuple[Problem, ...]:
    plain = json.loads(text) if text else []
    return tuple(Problem(**{**problem, "severity": Severity(problem["severity"])}) for problem in plain)
