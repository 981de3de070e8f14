"""Jobs on the command line: the worker that makes their books, and list, watch, cancel, resume."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet.cli.workspace_option import WORKSPACE, existing, opened_workspace
from booklet.progress import progress_bar

if TYPE_CHECKING:
    from booklet.jobs import Jobs
    from booklet.model import Job


@click.command()
@click.option("--once", is_flag=True, help="End when there is nothing to do, instead of waiting for more.")
@click.option("--job", default=None, help="Only this job, by its id or the beginning of it; then --once is meant too.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, help="At most so many at work.")
@click.option("--idle", type=click.FloatRange(min=0), default=None, hidden=True, help="Seconds.")
@click.option("--with-parent", is_flag=True, hidden=True, help="End when standard input does.")
@WORKSPACE
def worker(once: bool, job: str | None, processes: int, idle: float | None, with_parent: bool, workspace: Path) -> None:
    """Make the books of the jobs that were begun, until stopped (Ctrl-C: it comes to the end of its book).

    Any number of workers can run at once, on the machine that has the workspace.
    """
    from booklet.generate.stores import open_stores
    from booklet.jobs.process import serve

    stores = open_stores(existing(workspace))
    job_id = stores.jobs.get(job).id if job else None
    serve(
        stores, job_id=job_id, idle_seconds=0.0 if once or job else idle, with_parent=with_parent, processes=processes
    )


@click.group(invoke_without_command=True)
@WORKSPACE
@click.pass_context
def jobs(ctx: click.Context, workspace: Path) -> None:
    """Books of many customers, begun here or in the app: list (the default), watch, cancel, resume."""
    ctx.obj = opened_workspace(workspace).jobs
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_jobs)


@jobs.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those that have not ended.")
@click.pass_obj
def list_jobs(opened: Jobs, only_open: bool = False) -> None:
    """List the jobs, the newest first."""
    for job in opened.find(is_open=True if only_open else None):
        click.echo(_in_words(job, opened.why_waiting(job)))


@jobs.command("watch")
@click.argument("job")
@click.pass_obj
def watch_job(opened: Jobs, job: str) -> None:
    """Wait until JOB (its id, or the beginning of it) has ended."""
    with progress_bar() as on_progress:
        ended = opened.watch(job, on_progress)
    click.echo(_in_words(ended))


@jobs.command("cancel")
@click.argument("job")
@click.pass_obj
def cancel_job(opened: Jobs, job: str) -> None:
    """Give up what is not made yet of JOB; what is made is kept."""
    from booklet.workspace import login

    click.echo(_in_words(opened.cancel(job, by=login())))


@jobs.command("resume")
@click.argument("job")
@click.pass_obj
def resume_job(opened: Jobs, job: str) -> None:
    """Make what was cancelled or has failed of JOB, and wait for it."""
    from booklet.workspace import login

    opened.resume(job, by=login())
    with progress_bar() as on_progress:
        ended = opened.watch(job, on_progress)
    click.echo(_in_words(ended))


def _in_words(job: Job, waiting: str = "") -> str:
    counts = ", ".join(f"{number:,} {state.value}" for state, number in job.counts.items())
    speed = f", {job.per_second:.1f} books a second" if job.ended else ""
    left = f", {job.seconds_left:.0f} s left" if job.is_open and job.seconds_left else ""
    lost = f", {job.lost_seconds:.0f} s lost in {job.interruptions} interruptions" if job.interruptions else ""
    why = waiting or job.reason
    return f"{job.id[:8]}  {job.book} {job.quarter}: {job.state.value}; {counts}{speed}{left}{lost}. {why}".rstrip()
