"""The structure tree of a tagged PDF (ISO 32000-2, 14.7 and 14.8), appended to the file that reportlab has written.

Document > Sect for a sheet > Table > TR > TH and TD, with Figure, P, Form and Link. Rows and columns without any text
are room between others, and left out; all others have a cell at each crossing, so that columns line up. reportlab
keeps each object in five dictionaries, and a long sheet has a quarter of a million elements: so they are written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from booklet.sheets.canvas.tagged_table import TableCell, TableGrid, cells_of
from booklet.sheets.canvas.tags import CellTable, ContentMark, Figure, LinkTag, SheetSection, Tags, unpacked
from booklet.sheets.canvas.text_string import text_string
from booklet.sheets.layout.header_cells import Headers

ROOT_TO_COME = "0000000000 0 R"
"""The catalog's entry for the root of the tree before its number is known."""
_TABLE = re.compile(rb"xref\n0 (\d+)\n")


def with_structure(pdf: bytes, tags: Tags) -> bytes:
    """Return the file with its structure tree. Raises ValueError for a file that reportlab has not written."""
    at = int(pdf[pdf.rindex(b"startxref\n") + 10 :].split()[0])
    header = _TABLE.match(pdf, at)
    if header is None:
        raise ValueError("The cross-reference table is not where the file says.")
    count, end = int(header[1]), header.end() + 20 * int(header[1])
    objects = _Objects(count, [[0] * pieces for pieces in tags.counts], tags.pages)
    root = objects.write_tree(tags)
    rows, offset = [pdf[header.end() : end]], at
    for body in objects.bodies:
        rows.append(b"%010d 00000 n \n" % offset)
        offset += len(body)
    total = count + len(objects.bodies)
    trailer = pdf[end : pdf.rindex(b"startxref\n")].replace(b"/Size %d\n" % count, b"/Size %d\n" % total)
    before = _patched(pdf[:at], root, rows[0], trailer)
    return b"".join([
        before, *objects.bodies, b"xref\n0 %d\n" % total, *rows, trailer, b"startxref\n%d\n%%%%EOF\n" % offset,
    ])  # fmt: skip


def _patched(pdf: bytes, root: int, rows: bytes, trailer: bytes) -> bytes:
    """Put the root of the tree into the catalog, whose place the table gives."""
    catalog = int(re.findall(rb"/Root (\d+) 0 R", trailer)[0])
    start = int(rows[20 * catalog : 20 * catalog + 10])
    return pdf[:start] + pdf[start:].replace(ROOT_TO_COME.encode(), b"%010d 0 R" % root, 1)


class _Content(NamedTuple):
    """Content of an element: pieces of pages, then elements by number and references to annotations as they stand."""

    marks: Sequence[ContentMark]
    kids: Sequence[int | bytes] = ()


@dataclass(slots=True)
class _Objects:
    """The elements as they are written, behind the file's own `first - 1` objects."""

    first: int
    parents: list[list[int]]
    """Of each page the element of each piece of its content."""
    pages: Sequence[int]
    bodies: list[bytes] = field(default_factory=list)
    link_parents: dict[int, int] = field(default_factory=dict)
    """Key of a link -> its element."""

    def write_tree(self, tags: Tags) -> int:
        """Write all objects, and return the number of the root."""
        root, document = self._reserve(), self._reserve()
        kids = [self._section(section, document) for section in tags.sections]
        self._put(document, b"<< /K %b /P %d 0 R /S /Document >>" % (_references(kids), root))
        arrays = [self._add(_references(page)) for page in self.parents]
        keys = [*enumerate(arrays), *sorted(self.link_parents.items())]
        numbers = b" ".join(b"%d %d 0 R" % pair for pair in keys)
        tree = self._add(b"<< /Nums [ %b ] >>" % numbers)
        entries = b"/K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d" % (document, tree, len(keys))
        self._put(root, b"<< /Type /StructTreeRoot %b >>" % entries)
        return root

    def _reserve(self) -> int:
        self.bodies.append(b"")
        return self.first + len(self.bodies) - 1

    def _put(self, number: int, body: bytes) -> None:
        self.bodies[number - self.first] = b"%d 0 obj\n%b\nendobj\n" % (number, body)

    def _add(self, body: bytes) -> int:
        number = self._reserve()
        self._put(number, body)
        return number

    def _section(self, section: SheetSection, parent: int) -> int:
        number = self._reserve()
        kids = [kid for table in section.tables for kid in self._on_sheet(table, number)]
        self._put(
            number,
            b"<< /K %b /P %d 0 R /S /Sect /T %b >>" % (_references(kids), parent, text_string(section.title).encode()),
        )
        return number

    def _on_sheet(self, table: CellTable, parent: int) -> list[int]:
        """Return the table and the figures over it; figures that begin above its first text come before it."""
        cells = cells_of(table)
        top = table.view.grid.rows.start(cells.rows[0]) if cells.rows else 0.0
        figures = sorted((figure for figure in table.figures.values() if figure.marks), key=lambda one: one.marks[0])
        before = [self._figure(figure, parent) for figure in figures if figure.top < top]
        tables = [self._table(table, cells, parent)] if cells.rows else []
        after = [self._figure(figure, parent) for figure in figures if figure.top >= top]
        return [*before, *tables, *after, *(self._link([], links, parent) for links in cells.lost_links)]

    def _table(self, table: CellTable, cells: TableGrid, parent: int) -> int:
        number, headers = self._reserve(), Headers(table.view.sheet)
        rows = []
        for row in cells.rows:
            line = self._reserve()
            kids = [self._cell(table, headers, cell, line) for cell in cells.in_row(row)]
            self._put(line, b"<< /K %b /P %d 0 R /S /TR >>" % (_references(kids), number))
            rows.append(line)
        self._put(number, b"<< /K %b /P %d 0 R /S /Table >>" % (_references(rows), parent))
        return number

    def _cell(self, table: CellTable, headers: Headers, cell: TableCell, parent: int) -> int:
        number, place = self._reserve(), (cell.row, cell.column)
        content = table.rows.get(cell.row, {}).get(cell.column)
        marks = [] if content is None else [unpacked(content)]
        kids = []
        if place in table.links:
            kids.append(self._link(marks, table.links[place], number))
        if place in table.sparklines and table.sparklines[place].marks:
            kids.append(self._figure(table.sparklines[place], number))
        scope = headers.scope(*place) if marks else ""
        own = [] if place in table.links else marks
        self._element(number, b"TH" if scope else b"TD", parent, _Content(own, kids), _attributes(cell, scope))
        return number

    def _link(self, marks: list[ContentMark], annotations: Iterable[LinkTag], parent: int) -> int:
        number = self._reserve()
        kids = [
            b"<< /Obj %d 0 R /Pg %d 0 R /Type /OBJR >>" % (link.object, self.pages[link.page]) for link in annotations
        ]
        self.link_parents.update((link.key, number) for link in annotations)
        self._element(number, b"Link", parent, _Content(marks, kids))
        return number

    def _figure(self, figure: Figure, parent: int) -> int:
        number = self._reserve()
        attributes = figure.attributes.encode()
        pages = {mark.page for mark in figure.marks}
        if figure.role == "Figure" and figure.box and len(pages) == 1:
            attributes = b"/BBox [%b] /O /Layout /Placement /Block " % b" ".join(b"%.2f" % edge for edge in figure.box)
        entries = b"/A << %b>> " % attributes if attributes else b""
        if figure.alternative:
            entries += b"/Alt %b " % text_string(figure.alternative).encode()
        self._element(number, figure.role.encode(), parent, _Content(figure.marks), entries)
        return number

    def _element(self, number: int, role: bytes, parent: int, holds: _Content, entries: bytes = b"") -> None:
        """Write an element with its keys in order, `entries` first, spaced as the engine's quick reader expects."""
        marks, kids = holds
        for mark in marks:
            self.parents[mark.page][mark.number] = number
        inner = [kid if isinstance(kid, bytes) else b"%d 0 R" % kid for kid in kids]
        page = b""
        if len(marks) == 1:
            inner.insert(0, b"%d" % marks[0].number)
            page = b"/Pg %d 0 R " % self.pages[marks[0].page]
        else:
            inner = [b"<< /MCID %d /Pg %d 0 R /Type /MCR >>" % (m.number, self.pages[m.page]) for m in marks] + inner
        content = b"" if not inner else b"/K %b " % (inner[0] if len(inner) == 1 else b"[ %b ]" % b" ".join(inner))
        self._put(number, b"<< %b%b/P %d 0 R %b/S /%b >>" % (entries, content, parent, page, role))


def _attributes(cell: TableCell, scope: str) -> bytes:
    """Return the entry of a cell's attributes (14.8.5.7); nothing for a cell without attributes."""
    said = [b"/ColSpan %d " % cell.columns] if cell.columns > 1 else []
    said += [b"/RowSpan %d " % cell.rows] if cell.rows > 1 else []
    said += [b"/Scope /%b " % scope.encode()] if scope else []
    return b"/A << /O /Table %b>> " % b"".join(said) if said else b""


def _references(numbers: Iterable[int]) -> bytes:
    return b"[ %b ]" % b" ".join(b"%d 0 R" % number if number else b"null" for number in numbers)
