"""Who may sign in, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """Administrators edit everything; standard users upload workbooks, generate and download."""

    ADMIN = "admin"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in. Raising `session_epoch` ends all sessions of the user. Times are UTC."""

    id: str
    username: str
    name: str
    email: str
    role: Role
    password_hash: str
    active: bool
    session_epoch: int
    created_at: datetime
