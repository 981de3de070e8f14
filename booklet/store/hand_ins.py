"""The workbooks that were handed in for pages that ask for a workbook, by book, customer, quarter and slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from booklet.model import Quarter
from booklet.store.clock import utc_now
from booklet.store.database import Database

_STANDING = """
    select customer_id, slot, upload_id
    from (
        select *, row_number() over (partition by customer_id, slot order by number desc) as newness
        from handed_in
        where book_id = $1 and year = $2 and quarter = $3 and ($4::text[] is null or customer_id = any($4))
    ) as ranked
    where newness = 1
"""


class HandIns:
    """A workbook handed in. It counts from the moment it is recorded, whatever becomes of the run that it was for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, book_id: str, customer_id: str, quarter: Quarter, workbooks: Mapping[str, str], *, by: str = ""
    ) -> None:
        """Record the upload ids of workbooks by slot; each takes the place of the workbook that its slot had.

        What stands already is not recorded again.
        """
        with self._database.write() as connection:
            standing = self.standing(book_id, quarter, customer_ids=[customer_id]).get(customer_id, {})
            for slot, upload_id in workbooks.items():
                if standing.get(slot) != upload_id:
                    connection.execute(
                        """insert into handed_in
                               (book_id, customer_id, year, quarter, slot, upload_id, handed_by, handed_at)
                           values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                        *(book_id, customer_id, quarter.year, quarter.number, slot, upload_id, by, utc_now()),
                    )

    def standing(
        self, book_id: str, quarter: Quarter, *, customer_ids: Sequence[str] | None = None
    ) -> dict[str, dict[str, str]]:
        """Return the upload ids of a book's workbooks in a quarter, {customer's id: {slot: upload's id}}.

        Of a slot, the workbook that was handed in last counts. Of all customers, or of some.
        """
        with self._database.read() as connection:
            rows = connection.execute(_STANDING, book_id, quarter.year, quarter.number, customer_ids)
        found: dict[str, dict[str, str]] = {}
        for customer, slot, upload_id in rows:
            found.setdefault(customer, {})[slot] = upload_id
        return found
