"""The record of every run: its snapshot, outcome and log. The audit log is the list of generations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from booklet.errors import NotFound, StoreError
from booklet.model import Acknowledged, Generation, GenerationEvent, GenerationStatus, Quarter, SharedInputs, Snapshot
from booklet.store.clock import as_utc, utc_now
from booklet.store.database import Database
from booklet.store.engine import Connection
from booklet.store.names import name_key

if TYPE_CHECKING:
    import pandas

# In the order of the fields of a Generation, whose quarter is year and quarter here.
_COLUMNS = """id, book_id, book, version, customer_id, customer, year, quarter, status, snapshot_digest, started_at,
              started_by, finished_at, error, sha256, content_sha256, page_count, bytes, batch, shared_inputs,
              values_digest, workbooks_digest"""

_ADD = f"""
    insert into generations ({_COLUMNS}, own_inputs, number)
    select unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), unnest($4::integer[]), unnest($5::text[]),
           unnest($6::text[]), unnest($7::integer[]), unnest($8::integer[]), unnest($9::text[]), unnest($10::text[]),
           unnest($11::timestamp[]), unnest($12::text[]), unnest($13::timestamp[]), unnest($14::text[]),
           unnest($15::text[]), unnest($16::text[]), unnest($17::integer[]), unnest($18::bigint[]),
           unnest($19::text[]), unnest($20::text[]), unnest($21::text[]), unnest($22::text[]), unnest($23::text[]),
           nextval('generations_number')
"""
_ADD_SHARED = "insert into shared_inputs (digest, inputs) values ($1, $2) on conflict (digest) do nothing"
_ADD_EVENTS = """
    insert into generation_events (generation_id, number, happened_at, severity, message)
    select unnest($1::text[]), unnest($2::integer[]), unnest($3::timestamp[]), unnest($4::text[]), unnest($5::text[])
"""

_NEWEST_MADE = f"""
    select {_COLUMNS} from generations where number in (
        select max(number) from generations
        where year = $1 and quarter = $2 and book_id = any($3) and status = 'made'
          and ($4::text[] is null or customer_id = any($4))
        group by book_id, customer_id
    )
"""
# Runs are only ever added: where a newer run made a book for a customer, the sum of their numbers is greater, or there
# is one more.
_MARKS = """
    select book_id, count(*), cast(sum(number) as bigint)
    from (
        select book_id, max(number) as number from generations
        where year = $1 and quarter = $2 and book_id = any($3) and status = 'made'
        group by book_id, customer_id
    ) as newest
    group by book_id
"""
_ACKNOWLEDGED = """
    select generation_id, inputs, remark, acknowledged_by, acknowledged_at
    from acknowledged join generations on generations.id = generation_id
    where year = $1 and quarter = $2 and book_id = any($3) order by acknowledged.number
"""
_QUARTERS = "select distinct year, quarter from generations order by year desc, quarter desc"
_INPUTS = """
    select generations.id, inputs, own_inputs
    from generations left join shared_inputs on digest = shared_inputs where generations.id = any($1)
"""

# Of all runs those that fit $1 to $9, where given.
_FITTING = """
    ($1::text is null or book_id = $1 or book_id in (select id from books where name_key = $2))
    and ($3::text is null or customer_id = $3 or customer_id in (select id from customers where name_key = $4))
    and ($5::integer is null or (year, quarter) = ($5, $6))
    and ($7::text is null or status = $7)
    and ($8::text is null or batch = $8)
    and ($9::text is null or started_by = $9)
"""
_INTERRUPTED = "The run was interrupted: its program ended before the book was made. Make it again."


@dataclass(frozen=True, slots=True)
class Output:
    """The file that a run made; `content_sha256` is of the book before encryption."""

    sha256: str
    content_sha256: str
    page_count: int
    bytes: int


NO_OUTPUT = Output("", "", 0, 0)


@dataclass(frozen=True, slots=True)
class EndedRun:
    """A run that is recorded when it has ended: its record, its inputs, and its log of severities and messages."""

    generation: Generation
    snapshot: Snapshot
    log: Sequence[tuple[str, str]] = ()


class Generations:
    """Runs by id, or by the beginning of an id where that is unique (`ref`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._signs = database.signs_of_life

    def start(self, generation: Generation, snapshot: Snapshot) -> None:
        """Record a run that begins; from here on it is `running` until `finish`, or until this process dies."""
        self._signs.begin(generation.id)
        try:
            with self._database.write() as connection:
                _add(connection, [(generation, snapshot)])
        except BaseException:
            self._signs.end(generation.id)
            raise

    def add_ended(self, runs: Sequence[EndedRun]) -> None:
        """Record runs that have ended, with their logs, in a single unit of work."""
        with self._database.write() as connection:
            _add(connection, [(run.generation, run.snapshot) for run in runs])
            connection.insert(
                _ADD_EVENTS,
                [
                    (run.generation.id, number, as_utc(run.generation.finished_at or run.generation.started_at), *line)
                    for run in runs
                    for number, line in enumerate(run.log, 1)
                ],
            )

    def log(self, generation_id: str, lines: Sequence[tuple[str, str]]) -> None:
        """Add lines, each a severity and a message, to a run's log: all of them in a single statement."""
        with self._database.write() as connection:
            last = connection.one(
                "select coalesce(max(number), 0) from generation_events where generation_id = $1", generation_id
            )
            first, now = (last[0] if last else 0) + 1, utc_now()
            connection.insert(
                _ADD_EVENTS,
                [(generation_id, number, now, *line) for number, line in enumerate(lines, first)],
            )

    def finish(
        self, generation_id: str, *, status: GenerationStatus, output: Output = NO_OUTPUT, error: str = ""
    ) -> Generation:
        """Record how a run ended. Raises NotFound for a run that was never started."""
        with self._database.write() as connection:
            connection.execute(
                """update generations set status = $2, finished_at = $3, sha256 = $4, content_sha256 = $5,
                                          page_count = $6, bytes = $7, error = $8
                   where id = $1""",
                *(generation_id, GenerationStatus(status).value, utc_now(), output.sha256, output.content_sha256),
                *(output.page_count, output.bytes, error),
            )
            finished = self.get(generation_id)
        self._signs.end(generation_id)
        return finished

    def get(self, ref: str) -> Generation:
        """Return the run. Raises NotFound for an id that no run has, or a beginning that several have."""
        wanted = ref.strip().lower()
        with self._read_swept() as connection:  # by an index, before all ids are read
            rows = connection.execute(f"select {_COLUMNS} from generations where id = $1", wanted)
            rows = rows or connection.execute(
                f"select {_COLUMNS} from generations where starts_with(id, $1) limit 2", wanted
            )
        if not wanted or not rows:
            raise NotFound(f'There is no generation "{ref}": the history lists them all.')
        if len(rows) > 1:
            raise NotFound(f'Several generations begin with "{ref}": give more of the id.')
        return _from_row(rows[0])

    def find(  # noqa: PLR0913 - what to look for, all by name
        self,
        *,
        book: str | None = None,
        customer: str | None = None,
        quarter: Quarter | None = None,
        status: GenerationStatus | None = None,
        batch: str | None = None,
        started_by: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Generation]:
        """Return runs, the newest first, of a book, of a customer (names or ids), … where given.

        At most `limit`, after the first `offset`: the page of a list that is shown.
        """
        with self._read_swept() as connection:
            rows = connection.execute(
                f"""select {_COLUMNS} from generations where number in (
                        select number from generations where {_FITTING}
                        order by number desc limit coalesce($10::bigint, 9223372036854775807) offset $11
                    ) order by number desc""",
                *(*_filters(book, customer, quarter, status, batch, started_by), limit, offset),
            )
        return [_from_row(row) for row in rows]

    def count(  # noqa: PLR0913 - what to look for, all by name
        self,
        *,
        book: str | None = None,
        customer: str | None = None,
        quarter: Quarter | None = None,
        status: GenerationStatus | None = None,
        batch: str | None = None,
        started_by: str | None = None,
    ) -> int:
        """Return the number of runs that `find` would return without a limit."""
        with self._database.read() as connection:
            row = connection.one(
                f"select count(*) from generations where {_FITTING}",
                *_filters(book, customer, quarter, status, batch, started_by),
            )
        return int(row[0]) if row else 0

    def quarters(self) -> list[Quarter]:
        """Return the quarters that there are runs of, the newest first."""
        with self._database.read() as connection:
            return [Quarter(*row) for row in connection.execute(_QUARTERS)]

    def starters(self) -> list[str]:
        """Return the names of all who started a run, in their order."""
        with self._database.read() as connection:
            return [by for (by,) in connection.execute("select distinct started_by from generations order by 1")]

    def frame(  # noqa: PLR0913 - as above
        self,
        *,
        book: str | None = None,
        customer: str | None = None,
        quarter: Quarter | None = None,
        status: GenerationStatus | None = None,
        batch: str | None = None,
        started_by: str | None = None,
    ) -> pandas.DataFrame:
        """Return a row per run of `find`, by id (the index), without the snapshots; `seconds` is the run's duration."""
        with self._read_swept() as connection:
            return connection.frame(
                f"""select id, book, version, customer, cast(year as text) || 'Q' || cast(quarter as text) as quarter,
                           status, page_count, bytes, started_at, started_by,
                           cast(extract(epoch from finished_at - started_at) as double precision) as seconds,
                           error, sha256, batch
                    from generations where {_FITTING} order by number desc""",
                *_filters(book, customer, quarter, status, batch, started_by),
            ).set_index("id")

    def events(self, generation_id: str) -> list[GenerationEvent]:
        """Return a run's log, in order."""
        with self._database.read() as connection:
            rows = connection.records(
                """select generation_id, number, happened_at, severity, message from generation_events
                   where generation_id = $1 order by number""",
                generation_id,
            )
        return [GenerationEvent(**row) for row in rows]

    def snapshot_of(self, generation: Generation) -> Snapshot:
        """Return the inputs of a run. Raises NotFound for a run that was recorded without any."""
        return self.snapshots_of([generation.id])[generation.id]

    def snapshots_of(self, ids: Iterable[str]) -> dict[str, Snapshot]:
        """Return the inputs of runs by id. Raises NotFound where a run, or its inputs, are not known."""
        wanted = list(ids)
        with self._database.read() as connection:
            found = {id_: texts for id_, *texts in connection.execute(_INPUTS, wanted)}
        for id_ in wanted:
            if id_ not in found or not found[id_][0]:
                raise NotFound(f"The inputs of the run {id_[:8]} were never recorded: it cannot be looked into.")
        return {id_: Snapshot.joined(*found[id_]) for id_ in wanted}

    def made_from(self, snapshot_digest: str, quarter: Quarter) -> Generation | None:
        """Return the newest run that made a book from this snapshot, which is of the quarter."""
        return self.made_from_any([snapshot_digest], quarter).get(snapshot_digest)

    def made_from_any(self, snapshot_digests: Sequence[str], quarter: Quarter) -> dict[str, Generation]:
        """Return, by digest, the newest run that made a book from each of these snapshots of a quarter."""
        with self._database.read() as connection:
            rows = connection.execute(
                f"""select {_COLUMNS} from generations where number in (
                        select max(number) from generations
                        where snapshot_digest = any($1) and year = $2 and quarter = $3 and status = 'made'
                        group by snapshot_digest
                    )""",
                *(list(snapshot_digests), quarter.year, quarter.number),
            )
        return {run.snapshot_digest: run for run in map(_from_row, rows)}

    def newest_made(
        self, quarter: Quarter, book_ids: Iterable[str], *, customer_ids: Iterable[str] | None = None
    ) -> dict[tuple[str, str], Generation]:
        """Return, by ids of book and customer, the newest run of a quarter that made the book.

        For all customers, or for some.
        """
        some = None if customer_ids is None else list(customer_ids)
        with self._database.read() as connection:
            rows = connection.execute(_NEWEST_MADE, quarter.year, quarter.number, list(book_ids), some)
        return {(run.book_id, run.customer_id): run for run in map(_from_row, rows)}

    def newest_marks(self, quarter: Quarter, book_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return, by book's id, a mark that is another whenever `newest_made` has another run of the book."""
        with self._database.read() as connection:
            rows = connection.execute(_MARKS, quarter.year, quarter.number, list(book_ids))
        return {id_: (count, total) for id_, count, total in rows}

    def shared_inputs(self, digests: Iterable[str]) -> dict[str, SharedInputs]:
        """Return inputs that runs share, by digest."""
        with self._database.read() as connection:
            rows = connection.execute("select digest, inputs from shared_inputs where digest = any($1)", list(digests))
        return {digest: SharedInputs.from_json(inputs) for digest, inputs in rows}

    def acknowledge(self, runs: Mapping[str, str], remark: str, *, by: str = "") -> None:
        """Record that the books of these runs are kept as they were sent: the digest of today's inputs by run's id."""
        with self._database.write() as connection:
            connection.insert(
                """insert into acknowledged (generation_id, inputs, remark, acknowledged_by, acknowledged_at)
                   select unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), unnest($4::text[]),
                          unnest($5::timestamp[])""",
                [(id_, inputs, remark, by, utc_now()) for id_, inputs in runs.items()],
            )

    def acknowledged(self, quarter: Quarter, book_ids: Iterable[str]) -> dict[str, Acknowledged]:
        """Return, by run's id, the newest decision to keep its book as it was sent."""
        with self._database.read() as connection:
            rows = connection.execute(_ACKNOWLEDGED, quarter.year, quarter.number, list(book_ids))
        return {id_: Acknowledged(*columns) for id_, *columns in rows}

    def by_id(self, ids: Iterable[str]) -> dict[str, Generation]:
        """Return the runs with these ids, as they were recorded last; ids that no run has are left out."""
        with self._database.read() as connection:
            rows = connection.execute(f"select {_COLUMNS} from generations where id = any($1)", list(ids))
        return {run.id: run for run in map(_from_row, rows)}

    @contextmanager
    def _read_swept(self) -> Iterator[Connection]:
        """Open a unit of work that reads, after a sweep where it is needed: where it is not, it costs no second unit.

        Inside somebody's unit that only reads nothing can be recorded, nor on a full or protected disk: there the
        sweep is left to the next reader.
        """
        outer = self._database.open_unit
        with self._database.read() as connection:
            dead = self._dead(connection)
            if not dead or (outer and not outer.writes):
                yield connection
                return
        with suppress(StoreError):
            self._record_interrupted(dead)
        with self._database.read() as connection:
            yield connection

    def _dead(self, connection: Connection) -> list[str]:
        running = [id_ for (id_,) in connection.execute("select id from generations where status = 'running'")]
        alive = self._signs.alive(running)
        return [id_ for id_ in running if id_ not in alive]

    def _record_interrupted(self, ids: list[str]) -> None:
        with self._database.write() as connection:
            connection.execute(
                """update generations set status = 'interrupted', finished_at = $2, error = $3
                   where id = any($1) and status = 'running'""",
                *(ids, utc_now(), _INTERRUPTED),
            )


def _filters(
    book: str | None,
    customer: str | None,
    quarter: Quarter | None,
    status: GenerationStatus | None,
    *others: str | None,
) -> tuple[object, ...]:
    return (
        *(book, book and name_key(book), customer, customer and name_key(customer)),
        *((quarter.year, quarter.number) if quarter else (None, None)),
        *(GenerationStatus(status).value if status else None, *others),
    )


def _add(connection: Connection, runs: Sequence[tuple[Generation, Snapshot]]) -> None:
    for digest, shared in {run.shared_inputs: snapshot for run, snapshot in runs}.items():
        connection.execute(_ADD_SHARED, digest, shared.shared.to_json())
    connection.insert(_ADD, [(*_as_row(run), snapshot.own_json) for run, snapshot in runs])


def _as_row(run: Generation) -> tuple[object, ...]:
    finished_at = as_utc(run.finished_at) if run.finished_at else None
    return (
        *(run.id, run.book_id, run.book, run.version, run.customer_id, run.customer),
        *(run.quarter.year, run.quarter.number, run.status.value, run.snapshot_digest),
        *(as_utc(run.started_at), run.started_by, finished_at, run.error, run.sha256, run.content_sha256),
        *(run.page_count, run.bytes, run.batch, run.shared_inputs, run.values_digest, run.workbooks_digest),
    )


def _from_row(row: tuple[Any, ...]) -> Generation:
    columns = (*row[:6], Quarter(*row[6:8]), GenerationStatus(row[8]), *row[9:19], row[19] or "", *row[20:])
    return Generation(*columns)
