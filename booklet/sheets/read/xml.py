"""XML of an untrusted workbook, without document types and without namespaces.

Office's two dialects (transitional and strict) differ in namespaces only, so names are compared without them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from math import isfinite
from typing import IO, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, fromstring
from zipfile import BadZipFile

from booklet.errors import DamagedFile, UnsupportedFile

UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
"""Errors that the standard library raises for a damaged part of an archive."""
_HEAD_BYTES = 4096
_CHUNK_BYTES = 1 << 16


def parse(data: bytes, part: str) -> Element:
    """Return the root element, every name cleared of its namespace. Raises DamagedFile or UnsupportedFile."""
    refuse_document_type(data[:_HEAD_BYTES], part)
    try:
        root = fromstring(data)  # document types were refused above
    except (ParseError, LookupError, ValueError) as error:
        raise _damaged(part, error) from error
    for element in root.iter():
        clear_namespaces(element)
    return root


def stream(source: IO[bytes], part: str) -> Iterator[tuple[str, Element]]:
    """Yield (event, element) of a large part as it is read; names keep their namespaces: see `local`."""
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    try:
        chunk = source.read(_HEAD_BYTES)
        refuse_document_type(chunk, part)
        while chunk:
            parser.feed(chunk)
            yield from _events(parser)
            chunk = source.read(_CHUNK_BYTES)
        parser.close()
        yield from _events(parser)
    except (ParseError, LookupError, ValueError, *UNREADABLE) as error:
        raise _damaged(part, error) from error


def _events(parser: XMLPullParser[Element]) -> Iterator[tuple[str, Element]]:
    return cast("Iterator[tuple[str, Element]]", parser.read_events())


def refuse_document_type(head: bytes, part: str) -> None:
    """Refuse a document type, which entities need and no office program writes."""
    if b"<!DOCTYPE" in head.replace(b"\0", b""):
        raise UnsupportedFile(
            f"The workbook's part {part} declares a document type, which can hide an attack. "
            "Open the workbook in Excel and save it again."
        )


def clear_namespaces(element: Element) -> None:
    """Take the namespaces off the name of an element and the names of its attributes."""
    if "}" in element.tag:
        element.tag = element.tag.rpartition("}")[2]
    if any("}" in name for name in element.attrib):
        plain = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
        element.attrib.clear()
        element.attrib.update(plain)


def clear_tree(element: Element) -> Element:
    """Take the namespaces off an element and all below it; return it."""
    for each in element.iter():
        clear_namespaces(each)
    return element


def find(element: Element | None, path: str) -> Element | None:
    """Return `element.find`; of None, None."""
    return None if element is None else element.find(path)


def flag(element: Element | None, name: str, default: bool = False) -> bool:
    """Return a yes/no attribute; where it is missing, `default`."""
    value = None if element is None else element.get(name)
    return default if value is None else value.strip().lower() in ("1", "true", "on", "t")


def number(element: Element | None, name: str, default: float) -> float:
    """Return a number attribute; where it is missing or unreadable, `default`."""
    value = None if element is None else element.get(name)
    try:
        found = float(value) if value is not None else default
    except ValueError:
        return default
    return found if isfinite(found) else default


def whole(element: Element | None, name: str, default: int) -> int:
    """Return a number attribute cut to a whole number; see `number`."""
    value = number(element, name, default)
    return int(value) if abs(value) < 1e15 else default


def optional(element: Element | None, name: str) -> float | None:
    """Return a number attribute; None where it is missing or unreadable."""
    missing = 1e306
    value = number(element, name, missing)
    return None if value == missing else value


def inner(element: Element | None, path: str) -> str | None:
    """Return the `val` attribute of the element at `path`; None where there is none."""
    found = find(element, path)
    return None if found is None else found.get("val")


def _damaged(part: str, error: Exception) -> DamagedFile:
    return DamagedFile(
        f"The workbook's part {part} cannot be read ({error}). Open the workbook in Excel, let it repair the file, "
        "and save it again."
    )
