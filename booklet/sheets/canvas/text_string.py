"""Text strings of PDF (ISO 32000-2, 7.9.2.2), where reportlab does not write them."""

from __future__ import annotations

import re


def text_string(text: str) -> str:
    """Return the text as a dictionary holds it: in brackets where it is ASCII, else as hexadecimal digits of UTF-16."""
    if text.isascii() and text.isprintable():
        return "(" + re.sub(r"([()\\])", r"\\\1", text) + ")"
    return f"<FEFF{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
