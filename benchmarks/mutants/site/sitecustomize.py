"""Tell coverage which test a process serves, or a fork of it: each Python of a measured test run finds this file."""

import os
from contextlib import suppress


def _tell() -> None:
    import coverage

    measured = coverage.Coverage.current()
    if measured is not None:
        with suppress(OSError), open(os.environ["MUTANTS_TEST"]) as told:
            measured.switch_context(told.read())


if "MUTANTS_TEST" in os.environ and "COVERAGE_PROCESS_START" in os.environ:
    with suppress(ImportError):
        _tell()
        os.register_at_fork(after_in_child=_tell)
