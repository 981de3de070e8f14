"""Generate a book: plan it, assemble it, publish it under its final name, and record how it went.

A run is recorded before it begins and after it ended, whatever ended it: a problem, an error, a closed browser tab
(a BaseException), or kill -9 (its process no longer holds the run's lock, and the next look at the list says so). The
output gets its final name only when it is whole.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from booklet.errors import BookletError, GenerationFailed, PreflightFailed
from booklet.generate.plan import Plan, make_plan
from booklet.generate.publish import publish
from booklet.generate.stores import Stores
from booklet.model import Generation, GenerationStatus, Problem, Snapshot
from booklet.page_types import type_label
from booklet.pdf import assemble
from booklet.pdf.types import Assembled
from booklet.progress import OnProgress
from booklet.store.clock import utc_now
from booklet.store.generations import NO_OUTPUT, Output


@dataclass(frozen=True, slots=True)
class Order:
    """The options of a run besides its snapshot."""

    by: str = ""
    batch: str = ""
    force: bool = False
    whole_files: bool = False
    """True to keep the book as a file of its own, also where it shares pieces with others."""
    on_progress: OnProgress | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a run: its record, its warnings, and whether the book was there already."""

    generation: Generation
    problems: tuple[Problem, ...]
    reused: bool
    seconds: float


@dataclass(slots=True)
class Log:
    """The log of a run under way: lines of a severity and a message, which are recorded with its end."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def say(self, message: str, severity: str = "info") -> None:
        """Add a line."""
        self.lines.append((severity, message))


@dataclass(slots=True)
class _Run(Log):
    """A run that was recorded as begun; its log lines are written with its end, in a single unit of work."""

    stores: Stores = field(kw_only=True)
    id: str = field(kw_only=True)

    def end(self, status: GenerationStatus, *, output: Output = NO_OUTPUT, error: str = "") -> Generation:
        with self.stores.database.write():
            self.stores.generations.log(self.id, self.lines)
            return self.stores.generations.finish(self.id, status=status, output=output, error=error)


def generate_one(stores: Stores, snapshot: Snapshot, order: Order) -> Outcome:
    """Return the book of a snapshot.

    The same snapshot again gives the first output without work, unless `order.force`. Raises PreflightFailed with
    all problems where there are errors, GenerationFailed where the engine failed; both leave a record.
    """
    began = time.monotonic()
    if not order.force and (made := _made_already(stores, snapshot)):
        return Outcome(made, (), reused=True, seconds=time.monotonic() - began)
    with _recorded(stores, snapshot, order) as run:
        plan = make_plan(snapshot, stores.files_of(snapshot), _on_page(snapshot, order))
        stores.told.keep(plan.told)
        tell_plan(plan, run)
        _tell(order, len(snapshot.pages), snapshot, f"Putting {plan.page_count} pages together")
        assembled = build(plan)
        _tell(order, len(snapshot.pages) + 1, snapshot, "Keeping the book")
        made = _publish(stores, run, assembled, order)
    _tell(order, len(snapshot.pages) + 2, snapshot, "Done")
    return Outcome(made, plan.warnings, reused=False, seconds=time.monotonic() - began)


def build(plan: Plan) -> Assembled:
    """Return a planned book; the same plan gives the same bytes, except for the salts of a password."""
    return assemble(plan.layout.parts, options=plan.options)


def _made_already(stores: Stores, snapshot: Snapshot) -> Generation | None:
    """Return the first output of the same snapshot, unless its file is gone or has rotted: then it is made again."""
    made = stores.generations.made_from(snapshot.digest, snapshot.quarter)
    return made if made and is_kept(stores, made) else None


def is_kept(stores: Stores, made: Generation) -> bool:
    """Tell whether the book of a run is there, as it was made."""
    try:
        stores.files.open(made.sha256).close()
    except BookletError:
        return False
    return True


@contextmanager
def _recorded(stores: Stores, snapshot: Snapshot, order: Order) -> Iterator[_Run]:
    """Record the start of a run, and its end, if it does not get to record its success itself."""
    run = _Run(stores=stores, id=str(uuid.uuid4()))
    stores.generations.start(
        Generation.begun(snapshot, id=run.id, started_at=utc_now(), by=order.by, batch=order.batch), snapshot
    )
    try:
        yield run
    except PreflightFailed as failed:
        run.end(GenerationStatus.FAILED, error=str(failed))
        raise
    except Exception as error:
        run.say(f"{type(error).__name__}: {error}", "error")
        run.end(GenerationStatus.FAILED, error=str(error))
        raise GenerationFailed(why_failed(snapshot, error), run.id) from error
    except BaseException:
        if stores.generations.get(run.id).status is GenerationStatus.RUNNING:  # else the book was made before
            run.say("Interrupted before the book was made; nothing was published.", "error")
            run.end(GenerationStatus.INTERRUPTED, error="Interrupted before the book was made.")
        raise


def why_failed(snapshot: Snapshot, error: Exception) -> str:
    """Return the sentence on a book that could not be made, for whatever reason but its problems."""
    message = str(error) if isinstance(error, BookletError) else f"an unforeseen error: {error!r}"
    return f"{snapshot.book} for {snapshot.customer}, {snapshot.quarter} could not be made: {message}"


def tell_plan(plan: Plan, log: Log) -> None:
    """Say in the log what a book is going to be. Raises PreflightFailed where there are errors."""
    for page in plan.pages:
        called = page.title or type_label(page.page)
        places = f"from page {page.first_page}" if page.first_page else "no pages"
        count = f"{page.page_count} page{'s' * (page.page_count != 1)}"
        log.say(f"{called}: {count}, {places}")
        if page.choice:
            who = "the user chose" if page.choice.overridden else "the rules chose"
            log.say(f"{called}: {who} {', '.join(page.choice.chosen) or 'nothing'}")
    for problem in plan.problems:
        log.say(str(problem), str(problem.severity))
    if not plan.ready:
        raise PreflightFailed(plan.problems)


def _publish(stores: Stores, run: _Run, assembled: Assembled, order: Order) -> Generation:
    (output,) = publish(stores.files, [assembled], whole=order.whole_files)
    for note in assembled.notes:
        run.say(note)
    return run.end(GenerationStatus.MADE, output=output)


def _on_page(snapshot: Snapshot, order: Order) -> OnProgress:
    def on_page(number: int, count: int, title: str) -> None:
        _tell(order, number - 1, snapshot, f"Page {number} of {count}: {title}")

    return on_page


def _tell(order: Order, done: int, snapshot: Snapshot, what: str) -> None:
    if order.on_progress:
        order.on_progress(done, len(snapshot.pages) + 2, what)
