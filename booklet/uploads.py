"""The uploads of a workspace: taken in by content, read at once, replaced by newer files.

What a file is comes from its content, never from its name. A file that cannot be read is refused, and nothing of it
is kept.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from booklet.errors import DamagedFile, DefinitionError, InputError, LimitExceeded, NotFound, UnsupportedFile
from booklet.file_kinds import other_kind
from booklet.generate.files import SnapshotFiles
from booklet.generate.stores import Stores
from booklet.model import (
    BookVersion,
    FileInput,
    PdfContents,
    Upload,
    UploadedField,
    UploadedSheet,
    WorkbookContents,
)
from booklet.page_types import DrawnWorkbook, SheetOptions
from booklet.pdf import Prepared, assemble, prepare
from booklet.pdf.pictures.page_to_png import page_pictures
from booklet.pdf.source.limits import PdfLimits
from booklet.pdf.types import OutlineItem
from booklet.sheets import Placeholder, inspect
from booklet.store.clock import utc_now

if TYPE_CHECKING:
    import pandas as pd

Source = Path | str | bytes | bytearray | memoryview | BinaryIO

_OF_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_REMEDIES = {
    "a zip archive": "Unpack it, and upload the files that are in it.",
    "an archive": "Unpack it, and upload the files that are in it.",
    "a web page": "Open it in a browser, and print it to a PDF.",
}


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was handed in, once it was read; no password is ""."""

    data: bytes
    name: str
    contents: PdfContents | WorkbookContents
    password: str


class Uploads:
    """`Workspace.uploads`. A `ref` is an upload's id or name."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores

    def add(self, source: Source, name: str | None = None, *, password: str | None = None, by: str = "") -> Upload:
        """Keep a PDF or Excel workbook; the same content under the same name again is the same upload.

        Raises LimitExceeded, UnsupportedFile, DamagedFile, or PasswordNeeded (call again with a password).
        """
        return self._add(source, name, password=password, by=by)

    def give(self, source: object, name: str | None = None, *, by: str = "") -> Upload:
        """Keep a workbook handed in for a customer at a generation: it is not offered for books.

        `source` may also be an upload or its id.
        """
        known = source if isinstance(source, Upload) else self._by_id(source) if isinstance(source, str) else None
        if known and not known.is_workbook:
            raise UnsupportedFile(f"{known.name} is not an Excel workbook: hand in an .xlsx file.")
        return known or self._add(source, name, by=by, given=True)  # type: ignore[arg-type]

    def replace(
        self, ref: str, source: Source, name: str | None = None, *, password: str | None = None, by: str = ""
    ) -> tuple[Upload, list[BookVersion]]:
        """Put a newer file in the place of an upload, in all books that use it, each as a new version.

        Books already made stay what they are. Returns the new upload and the new versions. Raises UnsupportedFile
        where a PDF would take the place of a workbook, or the reverse.
        """
        old = self.get(ref)
        self._refuse_replaced(old)
        data, found_name = _read(source, name or old.name, self._stores.settings.get().upload_limit_bytes)
        file = _File(data, found_name, self._contents(data, found_name, password), password or "")
        if isinstance(file.contents, PdfContents) is not old.is_pdf:
            kind, other = ("PDF", "workbook") if old.is_pdf else ("workbook", "PDF")
            raise UnsupportedFile(f"{old.name} is a {kind}; a {other} cannot take its place in books.")
        with self._stores.database.write():
            self._refuse_replaced(self.get(old.id))  # again: the file took its time, and somebody may have been quicker
            new = self._keep(file, by=by, replaces=old.id)
            versions = self._stores.books.replace_upload(old.id, new.id, by=by) if new.id != old.id else []
            if new.id != old.id:
                self._stores.uploads.archive(old.id, by=by)
        return new, versions

    def get(self, ref: str) -> Upload:
        """Return an upload by its id or name. Raises NotFound."""
        return self._stores.uploads.get(ref)

    def all(self, *, archived: bool = False) -> list[Upload]:
        """Return the uploads, with `archived` the archived uploads too."""
        return self._stores.uploads.all(archived=archived)

    def frame(self) -> pd.DataFrame:
        """Return a table with a row an upload, by name (the index)."""
        return self._stores.uploads.frame()

    def archive(self, ref: str, *, by: str = "") -> None:
        """No longer offer an upload; books that use it go on using it, and `Workspace.check_book` says so."""
        self._stores.uploads.archive(self.get(ref).id, by=by)

    def restore(self, ref: str, *, by: str = "") -> None:
        """Offer an archived upload again. Raises NotFound."""
        self._stores.uploads.restore(self.get(ref).id, by=by)

    def read(self, ref: str) -> bytes:
        """Return the file's bytes, as they were uploaded."""
        return self._stores.files.read(self.get(ref).sha256)

    def prepared(self, ref: str, *, sheet: str | None = None) -> Prepared:
        """Return the upload, prepared; a workbook (or a sheet of it) is drawn first."""
        upload = self.get(ref)
        files = self._files(upload)
        if upload.is_pdf:
            return files.prepared(upload.id)
        return files.drawn(upload.id, SheetOptions(sheets=(sheet,) if sheet else ())).prepared

    def placeholders(self, ref: str) -> tuple[Placeholder, ...]:
        """Return the places of a workbook that can be filled for a customer."""
        upload = self.get(ref)
        return self._files(upload).placeholders(upload.id)

    def drawn(self, ref: str, options: SheetOptions) -> DrawnWorkbook:
        """Return a workbook drawn as a page of a book draws it, with its problems and suggestions."""
        upload = self.get(ref)
        return self._files(upload).drawn(upload.id, options)

    def picture(self, ref: str, page: int, *, width_px: int = 600, sheet: str | None = None) -> bytes:
        """Return a PNG picture of a page, counted from 1, of a PDF or of a workbook as it is drawn."""
        upload = self.get(ref)
        document = self.prepared(upload.id, sheet=sheet)
        if not 1 <= page <= document.page_count:
            raise NotFound(f"{upload.name} has no page {page}: it has {document.page_count}.")
        buffer = BytesIO()  # of the page alone: a file of 1,000 pages need not be opened for one of them
        assemble([document.select([page - 1])], buffer)
        return page_pictures(buffer.getvalue(), [0], width_px=width_px)[0]

    def used_in(self, ref: str) -> list[BookVersion]:
        """Return the newest versions of the books that use an upload."""
        return self._stores.books.using(self.get(ref).id)

    def _refuse_replaced(self, old: Upload) -> None:
        """Refuse an upload that another replaced: it is in no book, and replacing it would change nothing."""
        newer = next((one for one in self.all() if one.replaces == old.id), None)
        if old.archived and newer and not self.used_in(old.id):
            raise DefinitionError(
                f'"{old.name}" of {old.uploaded_at:%Y-%m-%d} was replaced already, by "{newer.name}" of '
                f"{newer.uploaded_at:%Y-%m-%d}: replace that one."
            )

    def _files(self, upload: Upload) -> SnapshotFiles:
        return self._stores.files_by_id({upload.id: FileInput(upload.id, upload.sha256, upload.name)})

    def _by_id(self, text: str) -> Upload | None:
        try:
            uuid.UUID(text)
            return self._stores.uploads.get(text)
        except (ValueError, NotFound):
            return None

    def _add(
        self, source: Source, name: str | None, *, password: str | None = None, by: str = "", given: bool = False
    ) -> Upload:
        data, found_name = _read(source, name, self._stores.settings.get().upload_limit_bytes)
        if given and (kind := other_kind(data)):
            raise UnsupportedFile(f"{found_name} is {kind}: hand in an Excel workbook, such as an .xlsx file.")
        contents = self._contents(data, found_name, password)
        if given and not isinstance(contents, WorkbookContents):
            raise UnsupportedFile(f"{found_name} is not an Excel workbook: hand in an .xlsx file.")
        return self._keep(_File(data, found_name, contents, password or ""), by=by, given=given)

    def _contents(self, data: bytes, name: str, password: str | None) -> PdfContents | WorkbookContents:
        """Return what is in a file, by its content. Errors name the file."""
        try:
            if not data:
                raise DamagedFile("The file is empty.")
            if b"%PDF-" in data[:1024]:
                limits = PdfLimits(upload_bytes=len(data))  # the workspace's own limit on size was looked at before
                return pdf_contents(prepare(data, password=password, cache=self._stores.cache, limits=limits))
            kind = other_kind(data)
            if data.startswith(_OF_WORKBOOKS) and not kind:
                return _workbook_contents(data, password)
            raise UnsupportedFile(
                f"Booklet takes PDFs and Excel workbooks, and this is {kind or 'neither'}. "
                f"{_REMEDIES.get(kind, 'Open it in the program that it comes from, and save it as a PDF.')}"
            )
        except InputError as error:
            if name in str(error):
                raise
            raise type(error)(f"{name}: {error}") from error

    def _keep(self, file: _File, *, by: str, replaces: str | None = None, given: bool = False) -> Upload:
        """Keep the file first, then its record: a crash between the two never leaves a record without its file."""
        sha256, size = self._stores.files.put(file.data)
        with self._stores.database.write():
            if known := self._stores.uploads.find(sha256=sha256, name=file.name, given=given):
                return known
            upload = Upload(
                id=str(uuid.uuid4()),
                name=file.name,
                sha256=sha256,
                bytes=size,
                contents=file.contents,
                uploaded_by=by,
                uploaded_at=utc_now(),
                replaces=replaces,
                password=file.password,
                given=given,
            )
            self._stores.uploads.add(upload)
        return upload


def _read(source: Source, name: str | None, limit_bytes: int) -> tuple[bytes, str]:
    """Return the bytes and the name of what was handed in; raises LimitExceeded before a large file is read whole."""
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        found = name or f"upload-{hashlib.sha256(data).hexdigest()[:8]}"
    elif isinstance(source, Path | str):
        path = Path(source)
        found = name or path.name
        if not path.is_file():
            raise InputError(f"{path} is not there, or is not a file.")
        try:
            if path.stat().st_size > limit_bytes:
                raise _too_large(found, path.stat().st_size, limit_bytes)
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    else:
        read = getattr(source, "read", None)
        content = read(limit_bytes + 1) if read else None
        if not isinstance(content, bytes):
            raise InputError(f"A file is given as a path, bytes or a file opened for reading bytes, not {source!r}.")
        data, found = content, name or Path(str(getattr(source, "name", "upload"))).name
    if len(data) > limit_bytes:
        raise _too_large(found, len(data), limit_bytes)
    return data, found


def _too_large(name: str, size: int, limit_bytes: int) -> LimitExceeded:
    return LimitExceeded(
        f"{name} has {size / 1e6:,.1f} MB or more; the workspace takes files of up to {limit_bytes / 1e6:,.0f} MB. "
        "An administrator can raise the limit under Settings."
    )


def pdf_contents(document: Prepared) -> PdfContents:
    """Return what the upload's record says of a PDF."""
    return PdfContents(
        page_count=document.page_count,
        page_sizes_pt=tuple((page.width_pt, page.height_pt) for page in document.pages),
        fields=tuple(
            UploadedField(
                name=field.name,
                kind=field.kind,
                pages=tuple(page + 1 for page in field.pages),
                label=document.labels[field.name].text,
                options=field.options,
                required=field.required,
                read_only=field.read_only,
                max_length=field.max_length,
            )
            for field in document.fields_in_reading_order
        ),
        outline=tuple(_flat(document.outline, 0)),
        encrypted=document.encrypted,
        notes=document.notes,
    )


def _flat(items: tuple[OutlineItem, ...], level: int) -> list[tuple[int, str, int | None]]:
    rows: list[tuple[int, str, int | None]] = []
    for item in items:
        rows.append((level, item.title, None if item.page is None else item.page + 1))
        rows.extend(_flat(item.children, level + 1))
    return rows


def _workbook_contents(data: bytes, password: str | None) -> WorkbookContents:
    info = inspect(data, password=password)
    return WorkbookContents(
        sheets=tuple(UploadedSheet(sheet.name, sheet.visible, sheet.print_areas) for sheet in info.sheets),
        encrypted=bool(password),
        notes=tuple(info.notes),
    )
