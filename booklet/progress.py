"""A progress bar for notebooks and the command line, to be given to the workspace's calls as `on_progress`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
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
