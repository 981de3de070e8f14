"""Attribute values as a table for spreadsheets, which reads back as it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from booklet.errors import BookletError
from booklet.model import Quarter
from booklet.store.attribute_import import Known
from booklet.store.table_cells import Cell
from booklet.store.table_files import write_csv, write_xlsx
from booklet.whole_files import write_whole


def write_export(out: Path | str | BinaryIO, format: Literal["csv", "xlsx"], quarter: Quarter, known: Known) -> None:
    """Write a row per customer and a column per key."""
    header = ["customer", *(definition.key for definition in known.definitions)]
    buffer = io.BytesIO()
    if format == "xlsx":
        write_xlsx(buffer, header, _rows(known), title=str(quarter))
    elif format == "csv":
        write_csv(buffer, header, _rows(known))
    else:
        raise BookletError(f"{format!r} is not a format of tables: choose csv or xlsx.")
    if isinstance(out, Path | str):
        write_whole(Path(out), buffer.getvalue())
    else:
        out.write(buffer.getvalue())


def _rows(known: Known) -> Iterator[list[Cell]]:
    for customer in known.customers:
        texts = known.texts[customer.id]
        yield [
            customer.name,
            *(
                definition.from_text(texts[definition.key]) if definition.key in texts else None
                for definition in known.definitions
            ),
        ]
