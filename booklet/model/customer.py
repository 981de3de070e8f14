"""Customers, who get books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer; names are unique without regard to case and surrounding space. Times are UTC."""

    id: str
    name: str
    created_at: datetime
    archived: bool = False
