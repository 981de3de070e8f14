"""Times and sizes as screens write them: in the workspace's locale, and by the clock of whoever looks."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from babel.dates import format_datetime, format_timedelta
from babel.numbers import format_decimal

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:])")


def plain(text: str) -> str:
    """Text of a user, to stand in Markdown as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def ago(moment: datetime) -> str:
    """Return "3 minutes ago" for a time in UTC without a zone, as the store keeps them."""
    elapsed = moment.replace(tzinfo=UTC) - datetime.now(UTC)
    if abs(elapsed.total_seconds()) < 45:
        return "just now"
    return format_timedelta(elapsed, add_direction=True, locale=_locale())


def when(moment: datetime | None) -> str:
    """Day and time by the browser's clock, for a time in UTC without a zone; empty for None."""
    if moment is None:
        return ""
    local = moment.replace(tzinfo=UTC).astimezone(_zone_of_browser())
    return format_datetime(local, "d MMM yyyy, HH:mm", locale=_locale())


def size(bytes_: int) -> str:
    """Return "340 KB", "1.2 MB"."""
    if bytes_ < 1_000_000:
        return f"{max(1, round(bytes_ / 1000))} KB"
    return f"{format_decimal(round(bytes_ / 1_000_000, 1), locale=_locale())} MB"


def use_locale(locale: str) -> None:
    """Set how dates and numbers are written from here on in this session: the workspace's setting."""
    st.session_state["locale"] = locale


def _locale() -> str:
    return str(st.session_state.get("locale", "en_US"))


def _zone_of_browser() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
