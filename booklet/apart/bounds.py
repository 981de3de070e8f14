"""Bounds of time and memory for reading a file, and a process that keeps to them."""

from __future__ import annotations

import contextlib
import errno
import resource
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors as expat_errors

from booklet.errors import LimitExceeded

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of reading a file. `file` is what messages call it ("The workbook"), `remedy` what to do about it."""

    seconds: float
    memory_bytes: int
    file: str = "The file"
    remedy: str = "Make it smaller, or raise the limit."

    @property
    def out_of_time(self) -> str:
        """The sentence for a file that took too long."""
        return f"{self.file} took longer than {self.seconds:g} seconds to read, and was stopped. {self.remedy}"

    @property
    def out_of_memory(self) -> str:
        """The sentence for a file that took too much."""
        most = f"{self.memory_bytes / _MEGABYTE:,.0f} MB"
        return f"{self.file} took more than {most} of memory to read, and was stopped. {self.remedy}"


@contextlib.contextmanager
def bounded(bounds: Bounds) -> Iterator[None]:
    """Bound the process itself, while it reads a file: for programs that do nothing else.

    Only in the main thread. Raises LimitExceeded.
    """

    def stop(*_: object) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = bounds.memory_bytes if hard == resource.RLIM_INFINITY else min(bounds.memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
    try:
        yield
    except _OutOfTime as error:
        raise LimitExceeded(bounds.out_of_time) from error
    except Exception as error:
        if not _is_want_of_memory(error):
            raise
        raise LimitExceeded(bounds.out_of_memory) from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _is_want_of_memory(error: BaseException | None) -> bool:
    """Also where a library has taken it for damage: which allocation fails is chance."""
    while error:
        expat = isinstance(error, ParseError) and error.code == expat_errors.codes[expat_errors.XML_ERROR_NO_MEMORY]
        if expat or isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            return True
        error = error.__cause__ or error.__context__
    return False


class _OutOfTime(BaseException):
    """Not an Exception: no library takes it for its own."""
