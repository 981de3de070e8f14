"""Files of unknown origin are read in a process of their own, with limits: what they do there harms nobody.

A program starts a helper, which imports what the work needs and then forks itself for each file: so every file has
a fresh process that has read no other, and yet the interpreter starts only once. What crosses the border is bytes and
JSON, in both directions; nothing that a process sent back is ever unpickled or run.

A file's process says that it is there before it is given the file. Where that word does not come, or the helper takes
no more work afterwards, our processes are at fault and never the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any

from booklet.apart.bounds import Bounds, bounded
from booklet.apart.helper import begin
from booklet.apart.messages import GRACE_SECONDS, Work, cannot_start, raise_told, receive, send
from booklet.errors import BookletError, DamagedFile, LimitExceeded

__all__ = ["Bounds", "Work", "bounded", "run_apart"]


def run_apart(work: str, task: Mapping[str, Any], data: bytes, bounds: Bounds) -> tuple[dict[str, Any], bytes]:
    """Do `work` ("package.module:function", a `Work`) in a process of its own; the task must be fit for JSON.

    The BookletError that it raises is raised here. Raises LimitExceeded beyond the bounds, DamagedFile where the
    process ends over the file without an answer, and a plain BookletError where no process can be started or kept.
    """
    helper, job = begin(work, bounds)
    started = monotonic()
    with job:
        try:
            send(job, {**task, "bounds": [bounds.seconds, bounds.memory_bytes, bounds.file, bounds.remedy]}, data)
            facts, made = receive(job, started + bounds.seconds + 2 * GRACE_SECONDS)
        except (OSError, EOFError, ValueError) as error:
            if monotonic() - started >= bounds.seconds:
                raise LimitExceeded(bounds.out_of_time) from error
            if not helper.takes_orders():
                raise BookletError(cannot_start(error)) from error
            raise DamagedFile(
                f"{bounds.file} is damaged in a way that stops the program that reads it. Open it in the program that "
                "it comes from, and save it again."
            ) from error
    raise_told(facts)
    return facts, made
