"""The want of memory, and of time, is told from damage."""

from __future__ import annotations

import errno
import resource
import signal
import time
from itertools import pairwise
from xml.etree.ElementTree import ParseError

import pytest

from booklet.apart import Bounds, bounded
from booklet.errors import DamagedFile, LimitExceeded

BOUNDS = Bounds(30.0, 64 << 30, "The test", "Do less.")


def _parse_error(code: int) -> ParseError:
    error = ParseError("no")
    error.code = code
    return error


def _chained(*errors: BaseException, by_cause: bool) -> BaseException:
    """The first error, whose cause (or context) is the second, and so on."""
    for error, behind in pairwise(errors):
        if by_cause:
            error.__cause__ = behind
        else:
            error.__context__ = behind
    return errors[0]


@pytest.mark.parametrize("error", [MemoryError(), OSError(errno.ENOMEM, "no"), _parse_error(1)])
@pytest.mark.parametrize("by_cause", [True, False])
def test_the_want_of_memory_stands_behind_damage(error: Exception, by_cause: bool) -> None:
    """However deep, raised from it or while it was handled; then the limit is told."""
    for found in (error, _chained(DamagedFile("x"), ValueError(), error, by_cause=by_cause)):
        with pytest.raises(LimitExceeded, match=r"The test .* of memory.* Do less"), bounded(BOUNDS):
            raise found


@pytest.mark.parametrize("error", [ValueError("no"), OSError(errno.ENOENT, "no"), _parse_error(4), DamagedFile("no")])
def test_other_errors_go_their_way(error: Exception) -> None:
    """As they are."""
    with pytest.raises(type(error)) as caught, bounded(BOUNDS):
        raise error
    assert caught.value is error


def test_bounds_end_with_their_block() -> None:
    """Memory, clock and signal are what they were, also after an error."""
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)
    for error in (None, ValueError):
        try:
            with bounded(BOUNDS):
                assert resource.getrlimit(resource.RLIMIT_AS)[0] != before[0][0]
                assert 25 < signal.getitimer(signal.ITIMER_REAL)[0] <= 30
                if error:
                    raise error
        except ValueError:
            pass
        assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)) == before
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def _takes_all_errors() -> None:
    try:
        time.sleep(5)
    except Exception:
        pytest.fail("taken")


def test_no_library_takes_the_end_of_time_for_its_own() -> None:
    """Whatever it does with every exception."""
    with pytest.raises(LimitExceeded, match=r"longer than 0\.1 seconds"), bounded(Bounds(0.1, 64 << 30, "The test")):
        _takes_all_errors()


def test_sentences_name_the_file_the_limit_and_the_remedy() -> None:
    """In whole megabytes and seconds."""
    bounds = Bounds(2.0, 512 << 20, "The workbook", "Split it.")
    assert "The workbook" in bounds.out_of_time
    assert "2 seconds" in bounds.out_of_time
    assert bounds.out_of_time.endswith("Split it.")
    assert "512 MB" in bounds.out_of_memory
    assert bounds.out_of_memory.endswith("Split it.")
