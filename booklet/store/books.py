"""Books and their versions: saving adds a version, and what was saved once is never changed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from booklet.errors import AlreadyExists, DefinitionError, NotFound
from booklet.model import Book, BookSettings, BookVersion, Page, Style
from booklet.model.book import with_uploads
from booklet.store.clock import utc_now
from booklet.store.database import Database
from booklet.store.engine import Connection
from booklet.store.names import clean_name, name_key, not_found
from booklet.store.page_ids import with_page_ids
from booklet.store.uploads import UploadRecords

if TYPE_CHECKING:
    import pandas

_BOOK_COLUMNS = "id, name, description, created_at, archived"
_VERSIONS = """
    select book_versions.id as version_id, book_id, number, settings_json, comment, saved_at, saved_by,
           name, description, created_at, archived
    from book_versions join books on books.id = book_id
    where ($1::text is null or book_id = $1)
      and ($2::integer is null or number = $2)
      and (not $3 or number = (select max(number) from book_versions as other where other.book_id = books.id))
      and ($4 or not archived)
    order by name_key, number desc
"""


class Books:
    """Books by name or id (`ref`). Names, also of archived books, are unique without regard to case and spacing."""

    def __init__(self, database: Database, uploads: UploadRecords) -> None:
        self._database = database
        self._uploads = uploads

    def save(  # noqa: PLR0913 - the public interface: what is saved, all by name
        self,
        name: str,
        *,
        pages: Sequence[Page],
        settings: BookSettings | None = None,
        description: str | None = None,
        comment: str = "",
        by: str = "",
        based_on: int | None = None,
    ) -> BookVersion:
        """Save a new book, or the next version of the book of this name (or id).

        Settings and description that are not given stay as they are. Uploads that pages name are turned into their
        ids, pages without an id get an id. What equals the newest version is not saved again: that is given back.
        `based_on` is the version that an editor started from, 0 for a book that must be new: AlreadyExists, if
        somebody saved a newer version since, or the name is taken, also by an archived book.
        """
        with self._database.write() as connection:
            book = _find(connection, name)
            newest = _newest(connection, book) if book else None
            _refuse_overwriting(name, newest, based_on)
            book = book or _create(connection, name, by)
            if description is not None and description != book.description:
                _update(connection, book, description=description, by=by)
            pages = with_page_ids(self._with_upload_ids(_plain(pages)), newest.pages if newest else ())
            settings = settings or (newest.settings if newest else BookSettings())
            if newest and (newest.pages, newest.settings) == (pages, settings):
                return self.get(book.id)
            version = BookVersion(
                id=str(uuid.uuid4()),
                book=book,
                number=newest.number + 1 if newest else 1,
                pages=pages,
                settings=settings,
                saved_by=by,
                saved_at=utc_now(),
                comment=comment,
            )
            _insert_version(connection, version)
            return self.get(book.id)

    def get(self, ref: str, *, version: int | None = None) -> BookVersion:
        """Return the newest version, or the version of a number. Raises NotFound."""
        with self._database.read() as connection:
            book = self._book(connection, ref)
            versions = _load_versions(connection, book_id=book.id, number=version, newest=version is None)
            if not versions:
                raise NotFound(f'The book "{book.name}" has no version {version}: see its list of versions.')
            return versions[0]

    def all(self, *, archived: bool = False) -> list[Book]:
        """Return all books by name, with `archived` the archived books too."""
        with self._database.read() as connection:
            rows = connection.records(
                f"select {_BOOK_COLUMNS} from books where $1 or not archived order by name_key", archived
            )
        return [Book(**row) for row in rows]

    def newest_versions(self, *, archived: bool = False) -> list[BookVersion]:
        """Return the newest version of every book, by name, in two queries."""
        with self._database.read() as connection:
            return _load_versions(connection, newest=True, archived=archived)

    def versions(self, ref: str) -> list[BookVersion]:
        """Return every version of a book, the newest first."""
        with self._database.read() as connection:
            return _load_versions(connection, book_id=self._book(connection, ref).id)

    def rename(self, ref: str, name: str, *, by: str = "") -> Book:
        """Give a book another name. Raises AlreadyExists for a name that is taken."""
        cleaned = clean_name(name, of="A book")
        with self._database.write() as connection:
            book = self._book(connection, ref)
            taken = _find(connection, cleaned)
            if taken and taken.id != book.id:
                advice = "It is archived: restore it, or choose another name." if taken.archived else "Choose another."
                raise AlreadyExists(f'There is a book "{taken.name}" already. {advice}')
            return _update(connection, book, name=cleaned, by=by)

    def archive(self, ref: str, *, by: str = "") -> Book:
        """Take a book out of lists; nothing is deleted."""
        with self._database.write() as connection:
            return _update(connection, self._book(connection, ref), archived=True, by=by)

    def restore(self, ref: str, *, by: str = "") -> Book:
        """Undo `archive`."""
        with self._database.write() as connection:
            return _update(connection, self._book(connection, ref), archived=False, by=by)

    def using(self, upload_id: str) -> list[BookVersion]:
        """Return the newest versions of the books that use an upload, archived books too."""
        return [
            version
            for version in self.newest_versions(archived=True)
            if any(upload_id in page.upload_ids() for page in version.pages)
        ]

    def replace_upload(self, old_id: str, new_id: str, *, by: str = "") -> list[BookVersion]:
        """Put an upload in the place of another in every book that uses it, as a new version of each."""
        with self._database.write():
            old, new = self._uploads.get(old_id), self._uploads.get(new_id)
            return [
                self.save(
                    version.book.id,
                    pages=_exchange(version.pages, {old.id: new.id}),
                    comment=f'"{old.name}" was replaced by "{new.name}"',
                    by=by,
                )
                for version in self.using(old.id)
            ]

    def frame(self, *, archived: bool = False) -> pandas.DataFrame:
        """Return a row per book: name (the index), id, description, version, pages, saved_by, saved_at, archived."""
        with self._database.read() as connection:
            return connection.frame(
                """select books.name, books.id, books.description, number as version,
                          (select count(*) from pages where book_version_id = book_versions.id) as pages,
                          saved_by, saved_at, archived
                   from books join book_versions on book_id = books.id
                   where ($1 or not archived)
                     and number = (select max(number) from book_versions as other where other.book_id = books.id)
                   order by name_key""",
                archived,
            ).set_index("name")

    def _book(self, connection: Connection, ref: str) -> Book:
        book = _find(connection, ref)
        if not book:
            raise not_found("book", ref, (each.name for each in self.all(archived=True)))
        return book

    def _with_upload_ids(self, pages: Sequence[Page]) -> list[Page]:
        refs = frozenset().union(*(page.upload_ids() for page in pages))
        return _exchange(pages, self._uploads.ids_of(refs)) if refs else list(pages)


def _find(connection: Connection, ref: str) -> Book | None:
    rows = connection.records(f"select {_BOOK_COLUMNS} from books where id = $1 or name_key = $2", ref, name_key(ref))
    return Book(**rows[0]) if rows else None


def _newest(connection: Connection, book: Book) -> BookVersion | None:
    versions = _load_versions(connection, book_id=book.id, newest=True)
    return versions[0] if versions else None


def _load_versions(
    connection: Connection,
    *,
    book_id: str | None = None,
    number: int | None = None,
    newest: bool = False,
    archived: bool = True,
) -> list[BookVersion]:
    """Return versions with their pages, by book, the newest first: two queries however many.

    Of all books or a single book; all versions, that of a number, or the newest; of archived books too, or not.
    """
    rows = connection.records(_VERSIONS, book_id, number, newest, archived)
    pages: dict[str, list[Page]] = {}
    for version_id, type_, title, config, id_ in connection.execute(
        """select book_version_id, type, title, config_json, id from pages
            where book_version_id = any($1) order by order_index""",
        [row["version_id"] for row in rows],
    ):
        pages.setdefault(version_id, []).append(Page(type_, title, json.loads(config), id_))
    return [
        BookVersion(
            id=row["version_id"],
            book=Book(
                **{name: row[name] for name in ("name", "description", "created_at", "archived")}, id=row["book_id"]
            ),
            pages=tuple(pages.get(row["version_id"], ())),
            settings=_settings_from_json(row["settings_json"]),
            **{name: row[name] for name in ("number", "saved_by", "saved_at", "comment")},
        )
        for row in rows
    ]


def _create(connection: Connection, name: str, by: str) -> Book:
    cleaned = clean_name(name, of="A book")
    book = Book(id=str(uuid.uuid4()), name=cleaned, description="", created_at=utc_now())
    connection.execute(
        """insert into books (id, name, name_key, description, created_at, created_by, changed_at, changed_by)
           values ($1, $2, $3, '', $4, $5, $4, $5)""",
        *(book.id, cleaned, name_key(cleaned), book.created_at, by),
    )
    return book


def _update(connection: Connection, book: Book, *, by: str, **changed: Any) -> Book:
    after = replace(book, **changed)
    connection.execute(
        """update books set name = $2, name_key = $3, description = $4, archived = $5, changed_at = $6, changed_by = $7
           where id = $1""",
        *(book.id, after.name, name_key(after.name), after.description, after.archived, utc_now(), by),
    )
    return after


def _insert_version(connection: Connection, version: BookVersion) -> None:
    settings = json.dumps(asdict(version.settings), ensure_ascii=False)
    connection.execute(
        """insert into book_versions (id, book_id, number, settings_json, comment, saved_at, saved_by)
           values ($1, $2, $3, $4, $5, $6, $7)""",
        *(version.id, version.book.id, version.number, settings),
        *(version.comment, version.saved_at, version.saved_by),
    )
    connection.insert(
        """insert into pages (book_version_id, id, order_index, type, title, config_json)
           select unnest($1::text[]), unnest($2::text[]), unnest($3::integer[]), unnest($4::text[]),
                  unnest($5::text[]), unnest($6::text[])""",
        [
            (version.id, page.id, index, page.type, page.title, json.dumps(page.config, ensure_ascii=False))
            for index, page in enumerate(version.pages)
        ],
    )


def _settings_from_json(text: str) -> BookSettings:
    plain = json.loads(text)
    return BookSettings(**{**plain, "style": Style(**plain["style"])})


def _plain(pages: Iterable[Page]) -> list[Page]:
    """Return the pages with configs as they will be read back: JSON data, lists instead of tuples."""
    plain = []
    for position, page in enumerate(pages, 1):
        try:
            config = json.loads(json.dumps(page.config, allow_nan=False))
        except (TypeError, ValueError) as error:
            raise DefinitionError(
                f'Page {position} ("{page.title or page.type}") cannot be saved: its settings must be texts, numbers, '
                f"yes/no, lists and dictionaries ({error})."
            ) from error
        plain.append(replace(page, config=config))
    return plain


def _exchange(pages: Iterable[Page], ids: Mapping[str, str]) -> list[Page]:
    return [replace(page, config=with_uploads(page.config, ids)) for page in pages]


def _refuse_overwriting(ref: str, newest: BookVersion | None, based_on: int | None) -> None:
    if not newest:
        if based_on:
            raise NotFound(f'The book "{ref}" is not there any more, or has another name now: nothing was saved.')
        return
    book = newest.book
    if book.archived and ref != book.id:
        raise AlreadyExists(f'The book "{book.name}" is archived: restore it, or choose another name.')
    if based_on == 0:
        raise AlreadyExists(f'There is a book "{book.name}" already: choose another name.')
    if based_on is not None and newest.number != based_on:
        raise AlreadyExists(
            f'Version {newest.number} of "{book.name}" was saved by {newest.saved_by or "somebody"} on '
            f"{newest.saved_at:%Y-%m-%d at %H:%M} UTC, while you were editing version {based_on}: nothing was saved. "
            "Open the newest version, and make your changes there."
        )
