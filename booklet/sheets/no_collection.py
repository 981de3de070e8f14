"""Reading and drawing without the collector of circles: a sheet is millions of objects, and none refers to itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Leave the collector of circles out until the block ends; it takes a quarter of the time of a large sheet.

    It is one for the whole process: other threads go on without it meanwhile.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
