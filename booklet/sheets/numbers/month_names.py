"""Names of months and days by Windows language number, as `[$-407]` asks for them."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

_LANGUAGES = {
    0x01: "ar", 0x02: "bg", 0x03: "ca", 0x04: "zh", 0x05: "cs", 0x06: "da", 0x07: "de", 0x08: "el", 0x09: "en",
    0x0A: "es", 0x0B: "fi", 0x0C: "fr", 0x0D: "he", 0x0E: "hu", 0x0F: "is", 0x10: "it", 0x11: "ja", 0x12: "ko",
    0x13: "nl", 0x14: "nb", 0x15: "pl", 0x16: "pt", 0x18: "ro", 0x19: "ru", 0x1A: "hr", 0x1B: "sk", 0x1D: "sv",
    0x1E: "th", 0x1F: "tr", 0x21: "id", 0x22: "uk", 0x24: "sl", 0x25: "et", 0x26: "lv", 0x27: "lt", 0x29: "fa",
    0x2A: "vi", 0x39: "hi",
}  # fmt: skip


def _language(locale: int) -> str:
    return _LANGUAGES.get(locale & 0xFF, "en")


@lru_cache(maxsize=64)
def month_names(locale: int) -> list[tuple[str, str]]:
    """Return (long, short) names of the twelve months."""
    months = Locale(_language(locale)).months
    wide, short = (
        months["format" if _language(locale) != "ru" else "stand-alone"]["wide"],
        months["format"]["abbreviated"],
    )
    return [(wide[n], short[n]) for n in range(1, 13)]


@lru_cache(maxsize=64)
def day_names(locale: int) -> list[tuple[str, str]]:
    """Return (long, short) names of the seven days, Sunday first."""
    days = Locale(_language(locale)).days["format"]
    return [(days["wide"][n], days["abbreviated"][n]) for n in (6, 0, 1, 2, 3, 4, 5)]
