"""The records of uploaded files; their content is in the file store."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from booklet.model import PdfContents, Upload, UploadedField, UploadedSheet, WorkbookContents
from booklet.store.clock import as_utc, utc_now
from booklet.store.database import Database
from booklet.store.engine import Connection
from booklet.store.names import name_key, not_found

if TYPE_CHECKING:
    import pandas

_COLUMNS = """id, name, sha256, bytes, contents_json, uploaded_by, uploaded_at, replaces, archived, password, given,
              file_type"""
_ADD = f"""
    insert into uploads ({_COLUMNS}, number)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, nextval('uploads_number'))
"""


class UploadRecords:
    """Uploads by name or id (`ref`). Names need not be unique: the newest upload that is not archived answers to it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, upload: Upload) -> Upload:
        """Record an upload whose file is in the file store; its id is the caller's."""
        with self._database.write() as connection:
            connection.execute(
                _ADD,
                *(upload.id, upload.name, upload.sha256, upload.bytes, _contents_to_json(upload.contents)),
                *(upload.uploaded_by, as_utc(upload.uploaded_at), upload.replaces, upload.archived, upload.password),
                *(upload.given, "pdf" if upload.is_pdf else "workbook"),
            )
        return self.get(upload.id)

    def get(self, ref: str) -> Upload:
        """Return an upload. Raises NotFound, naming the nearest."""
        with self._database.read() as connection:
            rows = connection.records(
                f"""select {_COLUMNS} from uploads where id = $1 or name = $1 or lower(name) = lower($1)
                    order by id = $1 desc, archived, given, name = $1 desc, number desc limit 1""",
                ref,
            )
            if not rows:
                raise not_found("upload", ref, _names(connection))
        return _from_row(**rows[0])

    def all(self, *, archived: bool = False, given: bool = False) -> list[Upload]:
        """Return the uploads by name; archived uploads and workbooks given for one generation only where asked for."""
        with self._database.read() as connection:
            rows = connection.records(
                f"""select {_COLUMNS} from uploads where ($1 or not archived) and ($2 or not given)
                    order by lower(name), number desc""",
                *(archived, given),
            )
        return [_from_row(**row) for row in rows]

    def of(self, refs: Iterable[str]) -> list[Upload]:
        """Return the uploads with these ids or names that are not archived; unknown ids and names are passed over."""
        with self._database.read() as connection:
            rows = connection.records(
                f"""select {_COLUMNS} from uploads where (id = any($1) or name = any($1)) and not archived and not given
                    order by lower(name), number desc""",
                list(refs),
            )
        return [_from_row(**row) for row in rows]

    def by_id(self, ids: Iterable[str]) -> dict[str, Upload]:
        """Return the uploads with these ids, archived or given for a generation too; unknown ids are left out."""
        wanted = list(ids)
        if not wanted:
            return {}
        with self._database.read() as connection:
            rows = connection.records(f"select {_COLUMNS} from uploads where id = any($1) order by number", wanted)
        return {row["id"]: _from_row(**row) for row in rows}

    def find(self, *, sha256: str, name: str, given: bool) -> Upload | None:
        """Return the newest upload with this content under this name that is not archived; None if there is none."""
        with self._database.read() as connection:
            rows = connection.records(
                f"""select {_COLUMNS} from uploads where sha256 = $1 and name = $2 and given = $3 and not archived
                    order by number desc limit 1""",
                *(sha256, name, given),
            )
        return _from_row(**rows[0]) if rows else None

    def archive(self, ref: str, *, by: str = "") -> Upload:
        """Take an upload out of lists; books that use it go on using it."""
        return self._set_archived(ref, True, by)

    def restore(self, ref: str, *, by: str = "") -> Upload:
        """Undo `archive`."""
        return self._set_archived(ref, False, by)

    def frame(self, *, archived: bool = False, given: bool = False) -> pandas.DataFrame:
        """Return a row per upload, by name (the index): what it is, who brought it and when, who archived it."""
        with self._database.read() as connection:
            return connection.frame(
                """select name, id, file_type, bytes, sha256, uploaded_by, uploaded_at, archived, changed_by
                   from uploads where ($1 or not archived) and ($2 or not given)
                   order by lower(name), number desc""",
                *(archived, given),
            ).set_index("name")

    def ids_of(self, refs: Iterable[str]) -> dict[str, str]:
        """Return the ids of many names or ids. Raises NotFound for a name that nothing has."""
        with self._database.read() as connection:
            rows = connection.execute("select id, name from uploads order by archived desc, given desc, number")
        known = {name_key(name): id_ for id_, name in rows} | {name: id_ for id_, name in rows}
        known |= {id_: id_ for id_, _ in rows}
        found = {ref: known.get(ref) or known.get(name_key(ref)) for ref in refs}
        for ref, id_ in found.items():
            if not id_:
                raise not_found("upload", ref, (name for _, name in rows))
        return {ref: id_ for ref, id_ in found.items() if id_}

    def _set_archived(self, ref: str, archived: bool, by: str) -> Upload:
        with self._database.write() as connection:
            upload = self.get(ref)
            connection.execute(
                "update uploads set archived = $2, changed_at = $3, changed_by = $4 where id = $1",
                *(upload.id, archived, utc_now(), by),
            )
            return self.get(upload.id)


def _names(connection: Connection) -> list[str]:
    return [name for (name,) in connection.execute("select name from uploads where not given")]


def _from_row(*, file_type: str, contents_json: str, **columns: Any) -> Upload:
    read = _pdf_contents if file_type == "pdf" else _workbook_contents
    return Upload(contents=read(json.loads(contents_json)), **columns)


def _contents_to_json(contents: PdfContents | WorkbookContents) -> str:
    return json.dumps(asdict(contents), ensure_ascii=False)


def _pdf_contents(plain: dict[str, Any]) -> PdfContents:
    return PdfContents(
        **{
            **plain,
            "page_sizes_pt": tuple((width, height) for width, height in plain["page_sizes_pt"]),
            "fields": tuple(
                UploadedField(
                    **{
                        **field,
                        "pages": tuple(field["pages"]),
                        "options": tuple((stored, shown) for stored, shown in field["options"]),
                    }
                )
                for field in plain["fields"]
            ),
            "outline": tuple((level, title, page) for level, title, page in plain["outline"]),
            "notes": tuple(plain["notes"]),
        }
    )


def _workbook_contents(plain: dict[str, Any]) -> WorkbookContents:
    return WorkbookContents(
        **{
            **plain,
            "sheets": tuple(
                UploadedSheet(**{**sheet, "print_areas": tuple(sheet["print_areas"])}) for sheet in plain["sheets"]
            ),
            "notes": tuple(plain["notes"]),
        }
    )
