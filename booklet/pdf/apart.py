"""Reading an upload in a process of its own, with limits: what a hostile file does there harms nobody.

The process does all that `prepare` and the first book would do: repair, page tree, form, outline, structure, one
book of all pages. What it hands back is the normalised PDF, of which the rest is known to be within the limits.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from booklet import errors
from booklet.errors import BookletError, DamagedFile, LimitExceeded
from booklet.pdf.source import Normalised


@dataclass(frozen=True, slots=True)
class Limits:
    """What an upload may take to be read."""

    seconds: float = 60.0
    memory_bytes: int = 3 << 30
    upload_bytes: int = 300 << 20
    pages: int = 10_000


def normalise_apart(data: bytes, password: str | None, limits: Limits) -> Normalised:
    """As `normalise`, in a process of its own. Raises LimitExceeded where that takes too long or too much."""
    if len(data) > limits.upload_bytes:
        raise LimitExceeded(
            f"The PDF has {len(data) / 1e6:.0f} MB; at most {limits.upload_bytes / 1e6:.0f} MB are taken."
        )
    with tempfile.TemporaryDirectory(prefix="booklet-") as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        source.write_bytes(data)
        task = {"source": str(source), "target": str(target), "password": password, **asdict(limits)}
        root = str(Path(__file__).resolve().parents[2])
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "booklet.pdf.apart"],
                input=json.dumps(task),
                capture_output=True,
                text=True,
                timeout=limits.seconds,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise LimitExceeded(f"Reading the PDF took over {limits.seconds:.0f} seconds, and was stopped.") from error
        answer = _answer(done, limits)
        return Normalised(target.read_bytes(), bool(answer["encrypted"]), tuple(answer["notes"]))


def _answer(done: subprocess.CompletedProcess[str], limits: Limits) -> dict[str, Any]:
    """What the process said; its BookletError is raised here."""
    try:
        answer: dict[str, Any] = json.loads(done.stdout.rpartition("\n")[2])
    except ValueError:
        if "MemoryError" in done.stderr or "bad_alloc" in done.stderr:
            size = f"{limits.memory_bytes / (1 << 30):.1f} GB"
            raise LimitExceeded(f"Reading the PDF took over {size} of memory, and was stopped.") from None
        raise DamagedFile("The PDF is damaged in a way that stops the program that reads it; it was refused.") from None
    if "error" in answer:
        kind = getattr(errors, answer["error"], DamagedFile)
        raise kind(answer["message"])
    return answer


def _main() -> None:
    """The process: a task on standard input, the answer as one line of JSON on standard output."""
    import resource

    task = json.loads(sys.stdin.read())
    resource.setrlimit(resource.RLIMIT_AS, (task["memory_bytes"], task["memory_bytes"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = _try_out(task)
    except BookletError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    except (MemoryError, RecursionError) as error:
        answer = {"error": "LimitExceeded", "message": f"The PDF is nested too deeply or too large ({error!r})."}
    sys.stdout.write("\n" + json.dumps(answer))


def _try_out(task: dict[str, object]) -> dict[str, object]:
    from booklet.pdf.assemble import assemble
    from booklet.pdf.prepared import prepare

    data = Path(str(task["source"])).read_bytes()
    password = task["password"]
    prepared = prepare(data, password=password if isinstance(password, str) else None)
    most = task["pages"]
    if isinstance(most, int) and prepared.page_count > most:
        raise LimitExceeded(f"The PDF has {prepared.page_count} pages; at most {most} are taken.")
    assemble([prepared])
    assert prepared.fields is not None
    assert prepared.outline is not None
    Path(str(task["target"])).write_bytes(prepared.source.buffer[:])
    return {"encrypted": prepared.encrypted, "notes": list(prepared.notes)}


if __name__ == "__main__":
    _main()
