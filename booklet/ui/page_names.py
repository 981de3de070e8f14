"""What a page is called on the screens: by its type."""

from __future__ import annotations

from booklet.errors import NotFound
from booklet.model import Page
from booklet.page_types import page_type


def type_label(page: Page) -> str:
    """What users call the page's type; its name where the package that brings it is not installed."""
    if page.type == "text":
        return "Cover" if page.config.get("layout") == "cover" else "Text"
    try:
        return page_type(page.type).label
    except NotFound:
        return page.type
