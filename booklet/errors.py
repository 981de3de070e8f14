"""Every exception that Booklet raises on purpose.

    BookletError                 the base; its text is a sentence for the user, with what to do about it
    ├── InputError               a file is at fault
    │   ├── DamagedFile          it cannot be read, not even after repair
    │   ├── PasswordNeeded       it is encrypted, and no password (or a wrong one) was given
    │   ├── UnsupportedFile      it is of a kind that Booklet does not take
    │   └── LimitExceeded        it is larger, longer or deeper than a setting allows
    ├── ValueRefused             an attribute's value does not fit its definition
    ├── RuleError                a rule cannot be read, or speaks of what does not exist
    ├── TemplateError            a template cannot be read or filled
    ├── MissingValue             a rule or template needs attributes that have no value; `.keys` has them
    ├── DefinitionError          a book, a page or an attribute's definition contradicts itself
    ├── NotFound                 a name or number that nothing has
    ├── AlreadyExists            a name that something has already
    ├── PreflightFailed          a generation was stopped by problems; `.problems` has them
    ├── GenerationFailed         a book could not be made; `.generation_id` leads to its log
    ├── SignInRefused            wrong name or password, locked out, or a session that ended
    ├── NotAllowed               the signed-in user's role does not permit it
    └── StoreError               the workspace itself
        ├── WorkspaceBusy        another program holds the database
        ├── WorkspaceUnwritable  its disk is full or protected
        └── WorkspaceTooNew      it was made by a newer version of Booklet

A message says what failed, on which book, page, customer or file, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class BookletError(Exception):
    """Base of all errors that are somebody's to mend; `str(error)` can be shown to a user."""


class InputError(BookletError):
    """A file is at fault."""


class DamagedFile(InputError):
    """The file cannot be read, not even after repair."""


class PasswordNeeded(InputError):
    """The file is encrypted, and the password is missing or wrong."""


class UnsupportedFile(InputError):
    """The file is of a kind that Booklet does not take."""


class LimitExceeded(InputError):
    """The file is larger, longer or deeper than a setting allows."""


class ValueRefused(BookletError):
    """An attribute's value does not fit its definition."""


class RuleError(BookletError):
    """A rule cannot be read, or speaks of an attribute that does not exist or has another type."""


class TemplateError(BookletError):
    """A template cannot be read, or cannot be filled for this customer."""


class MissingValue(BookletError):
    """A rule or template needs attributes that have no value for this customer as of this quarter."""

    def __init__(self, message: str, keys: Sequence[str]) -> None:
        self.keys = tuple(keys)
        super().__init__(message)


class DefinitionError(BookletError):
    """A book, a page or an attribute's definition contradicts itself."""


class NotFound(BookletError):
    """A name or number that nothing has."""


class AlreadyExists(BookletError):
    """A name that something has already."""


class PreflightFailed(BookletError):
    """A generation was stopped by the problems that preflight found: `.problems` are `booklet.model.Problem`s."""

    def __init__(self, problems: Sequence[Any]) -> None:
        self.problems = tuple(problems)
        errors = [str(problem) for problem in self.problems if problem.is_error]
        count = f"{len(errors)} problem{'s' * (len(errors) != 1)}"
        super().__init__(f"The book was not made, because of {count}:\n" + "\n".join(f"- {e}" for e in errors))


class GenerationFailed(BookletError):
    """A book could not be made; the generation's log says more."""

    def __init__(self, message: str, generation_id: str) -> None:
        self.generation_id = generation_id
        super().__init__(message)


class SignInRefused(BookletError):
    """Wrong name or password, locked out, or a session that has ended."""


class NotAllowed(BookletError):
    """The signed-in user's role does not permit this."""


class StoreError(BookletError):
    """The workspace itself cannot be used."""


class WorkspaceBusy(StoreError):
    """Another program holds the database."""


class WorkspaceUnwritable(StoreError):
    """The disk of the workspace is full or protected: nobody's book is at fault, and the same works once it is not."""


class WorkspaceTooNew(StoreError):
    """The workspace was made by a newer version of Booklet."""
