"""The lock of PDFium, which repairs uploads, reads their printed words and draws their pages."""

from __future__ import annotations

import threading

PDFIUM = threading.Lock()
"""Held while PDFium is used: it is not made for threads, and Streamlit runs each session in one of its own."""
