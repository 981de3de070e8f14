"""Progress of a long call: the callback `on_progress` that the workspace takes, and a bar to be given as such."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

OnProgress = Callable[[int, int, str], None]
"""Called with the number of steps done, that of all steps, and what is being done."""


@contextmanager
def progress_bar() -> Iterator[OnProgress]:
    """Give a callback (done, total, what) that draws a bar: in a notebook, or on standard error where a person reads.

    with progress_bar() as on_progress:
        ws.generate("Quarterly Review", "Acme Corp", quarter, on_progress=on_progress)
    """
    from tqdm.auto import tqdm  # it looks for a notebook when it is imported

    bar: Any = None

    def step(done: int, total: int, what: str) -> None:
        nonlocal bar
        if bar is None:
            bar = tqdm(total=total, file=sys.stderr, disable=None, leave=False)
        bar.total = total
        bar.set_description(what[:50], refresh=False)
        bar.update(done - bar.n)

    try:
        yield step
    finally:
        if bar is not None:
            bar.close()
