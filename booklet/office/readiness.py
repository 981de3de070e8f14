"""The readiness of a book for a customer: the same few states for the home screen, for lists and for a batch."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from booklet.model import Problem

WORKBOOK_NOT_GIVEN = "workbook not given"
"""The code of the problem that only whoever generates can mend."""


class Readiness(StrEnum):
    """`waiting`: a workbook that is to be handed in is all that is missing."""

    TO_DO = "to do"
    READY = "ready"
    MADE = "made"
    OUT_OF_DATE = "out of date"
    WAITING = "waiting"
    PROBLEM = "problem"


def of_errors(errors: Sequence[Problem]) -> Readiness:
    """Judge a book by its errors: it waits where nothing but workbooks is missing, and is ready without any."""
    if not errors:
        return Readiness.READY
    waits = all(error.code == WORKBOOK_NOT_GIVEN for error in errors)
    return Readiness.WAITING if waits else Readiness.PROBLEM
