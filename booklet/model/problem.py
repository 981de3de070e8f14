"""Problems, which preflight finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """The weight of a problem: an error stops a generation, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that would go wrong in a book, with its place and a remedy.

    `code` names the kind of problem (such as "missing value"), `subject` the thing to mend: an attribute's key, an
    upload's id or a form field's name, so that a screen can lead there.
    """

    severity: Severity
    code: str
    message: str
    remedy: str
    book: str = ""
    page: str = ""
    page_id: str = ""
    customer: str = ""
    quarter: str = ""
    subject: str = ""

    @property
    def is_error(self) -> bool:
        """True where the problem stops a generation."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        where = ", ".join(
            part
            for part in (
                self.customer,
                self.quarter,
                f'book "{self.book}"' if self.book else "",
                f'page "{self.page}"' if self.page else "",
            )
            if part
        )
        return f"{where}: {self.message} {self.remedy}".strip().removeprefix(": ")
