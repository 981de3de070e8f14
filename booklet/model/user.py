"""Users, who sign in, and their roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """The role of a user: administrators edit everything; standard users hand in workbooks, generate and download."""

    ADMIN = "admin"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in. Raising `session_epoch` ends all sessions of the user. Times are UTC."""

    id: str
    username: str
    name: str
    email: str
    role: Role
    password_hash: str
    active: bool
    session_epoch: int
    created_at: datetime
