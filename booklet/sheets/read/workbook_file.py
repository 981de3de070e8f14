"""A workbook's bytes, whatever form it comes in: a path or bytes, encrypted, or of an older format."""

from __future__ import annotations

import io
from pathlib import Path

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from booklet.apart import Bounds
from booklet.errors import DamagedFile, LimitExceeded, NotFound, PasswordNeeded, UnsupportedFile
from booklet.sheets.libreoffice import convert, is_installed
from booklet.sheets.read.package import Package
from booklet.sheets.render_options import MEGABYTE, Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"


def bounds_of(limits: Limits) -> Bounds:
    """Return the bounds of the process that reads a workbook."""
    remedy = "Split the workbook or make it smaller, or raise the limits `seconds` and `memory_bytes`."
    return Bounds(limits.seconds, limits.memory_bytes, "The workbook", remedy)


def read_file(source: str | Path | bytes, limits: Limits) -> bytes:
    """Return the bytes of a file, as they are. Raises NotFound or LimitExceeded."""
    try:
        size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
        if size > limits.file_bytes:
            raise LimitExceeded(
                f"The workbook has {size / MEGABYTE:,.0f} MB, and {limits.file_bytes / MEGABYTE:,.0f} MB are allowed. "
                "Split it or make it smaller, or raise the limit `file_bytes`."
            )
        return source if isinstance(source, bytes) else Path(source).read_bytes()
    except OSError as error:
        name = Path(source).name if not isinstance(source, bytes) else ""
        raise NotFound(
            f"The workbook {name} cannot be opened ({error.strerror or error}). Check its name and place."
        ) from error


def as_xlsx(data: bytes, password: str | None, limits: Limits) -> bytes:
    """Return the workbook as .xlsx. Raises DamagedFile, PasswordNeeded, UnsupportedFile or LimitExceeded."""
    if data.startswith(_OLE):
        data = _from_ole(data, password, limits)
    if not data.startswith(_ZIP):
        raise DamagedFile(
            "The file is not an Excel workbook, or it is damaged: it does not begin as one. Open it in Excel and save "
            "it as .xlsx."
        )
    if Package(data, limits).workbook_part().lower().endswith(".bin"):
        return _converted(data, "xlsb", limits)
    return data


def _from_ole(data: bytes, password: str | None, limits: Limits) -> bytes:
    """Return the content of an OLE file: an encrypted .xlsx, or a workbook of Excel 97 or older."""
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        encrypted = office.is_encrypted()
    except (FileFormatError, ParseError, OSError, ValueError, KeyError, AttributeError):
        return _converted(data, "xls", limits)
    if not encrypted:
        return _converted(data, "xls", limits)
    if password is None:
        raise PasswordNeeded("The workbook is protected with a password. Give its password.")
    clear = io.BytesIO()
    try:
        office.load_key(password=password)
        office.decrypt(clear)
    except (InvalidKeyError, DecryptionError) as error:
        raise PasswordNeeded("The password does not open the workbook. Give the right one.") from error
    except (FileFormatError, ParseError, OSError, ValueError, KeyError) as error:
        raise DamagedFile(
            f"The encrypted workbook cannot be read ({error}). Open it in Excel and save it again."
        ) from error
    plain = clear.getvalue()
    return plain if plain.startswith(_ZIP) else _converted(plain, "xls", limits)


def _converted(data: bytes, kind: str, limits: Limits) -> bytes:
    if not is_installed():
        raise UnsupportedFile(
            f"The workbook is an .{kind} file, which is read only where LibreOffice is installed. Open it in Excel and "
            "save it as .xlsx."
        )
    return convert(data, kind, "xlsx", seconds=limits.seconds)
