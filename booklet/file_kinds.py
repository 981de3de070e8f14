"""The kind of a file that Booklet does not take, in words: so that a refusal can say what to do with it.

By content, never by name.
"""

from __future__ import annotations

import io
import zipfile

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WORD, _SLIDES = "a Word document", "a PowerPoint presentation"
_STARTS = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"{\\rtf": "an RTF document",
    b"<!DOC": "a web page",
    b"<!doc": "a web page",
    b"<html": "a web page",
    b"Rar!": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"\x1f\x8b": "an archive",
}
_IN_ZIP = {"word/": _WORD, "ppt/": _SLIDES, "xl/": "", "visio/": "a Visio drawing", "Index/": "an Apple iWork file"}
_OPEN_DOCUMENT = {"text": "an OpenDocument text", "presentation": "an OpenDocument presentation"}
_IN_OLE = {"WordDocument": _WORD, "PowerPoint Document": _SLIDES}


def other_kind(data: bytes) -> str:
    """Return the kind of a file, such as "a Word document"; "" for an Excel workbook and for what is not recognized."""
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return next((words for stream, words in _IN_OLE.items() if stream.encode("utf-16-le") in data), "")
    return next((words for start, words in _STARTS.items() if data.startswith(start)), "")


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            declared = archive.read("mimetype")[:200].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return ""  # whoever reads it as a workbook says how it is damaged
    for folder, words in _IN_ZIP.items():
        if any(name.replace("\\", "/").lstrip("/").lower().startswith(folder.lower()) for name in names):
            return words
    if "opendocument" in declared:
        return next((words for kind, words in _OPEN_DOCUMENT.items() if kind in declared), "")
    return "" if "[Content_Types].xml" in names else "a zip archive"
