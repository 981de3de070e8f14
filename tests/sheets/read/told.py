"""What was read, as lines of text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pprint import pformat

from booklet.sheets.model.cell import Cell


def told(read: object) -> list[str]:
    """Return a model with all of its parts that are not empty."""
    return pformat(_plain(read), width=150, sort_dicts=False).splitlines()


def _plain(value: object) -> object:
    """Return a value with its named parts as a dictionary, without those that are empty."""
    if isinstance(value, Cell):
        return value.value, value.style, value.formula, value.uncached
    if is_dataclass(value):
        return {"": type(value).__name__, **_parts({each.name: getattr(value, each.name) for each in fields(value)})}
    if hasattr(value, "_asdict"):
        return _parts(value._asdict())
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _parts(parts: dict[str, object]) -> dict[str, object]:
    return {name: _plain(value) for name, value in parts.items() if value not in (None, "", (), [], {})}
