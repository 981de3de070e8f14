"""A tagged PDF read back by pikepdf: its tree, the text of each element, and what contradicts ISO 32000-2, 14.7."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

_PAINTING = ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "EI")


@dataclass
class Element:
    """One element; `marks` are (page, number) of its content, `links` the addresses of its annotations."""

    role: str
    raw: Dictionary
    kids: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def all(self, *roles: str) -> list[Element]:
        """Those below it that have one of the roles, in the order of reading."""
        found = [self] if self.role in roles else []
        return [*found, *(one for kid in self.kids for one in kid.all(*roles))]

    def attribute(self, name: str) -> object:
        """Of the element's attributes; None where it is not said."""
        return self.raw.get("/A", Dictionary()).get("/" + name)

    @property
    def span(self) -> tuple[int, int]:
        """Rows and columns."""
        return int(self.attribute("RowSpan") or 1), int(self.attribute("ColSpan") or 1)


class Tagged:
    """A PDF with its structure tree."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(pdf))
        self.root = self.pdf.Root.StructTreeRoot
        self._index = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self._texts: dict[tuple[int, int], str] = {}
        self.loose: list[str] = []
        for number, page in enumerate(self.pdf.pages):
            self._read(number, page)
        self.tops = self._kids(self.root)

    def all(self, *roles: str) -> list[Element]:
        """All elements of one of the roles."""
        return [one for top in self.tops for one in top.all(*roles)]

    def table(self, number: int = 0) -> list[list[tuple[str, str]]]:
        """(role, text) of the cells of a table, row by row."""
        rows = self.all("Table")[number].all("TR")
        return [[(cell.role, self.text(cell)) for cell in row.all("TD", "TH")] for row in rows]

    def text(self, element: Element) -> str:
        """All letters of an element, in the order of its content."""
        own = "".join(self._texts.get(mark, "") for mark in element.marks)
        return own + "".join(self.text(kid) for kid in element.kids)

    def contradictions(self) -> list[str]:
        """What is wrong with it; nothing for a good one."""
        return [*self.loose, *self._wrong_parents(), *self._crooked(), *self._unsaid()]

    def _read(self, number: int, page: pikepdf.Page) -> None:
        """The text of each piece of content; what is painted outside of all is loose."""
        stack: list[int | None] = []
        font, actual, inside = None, None, False
        for item in pikepdf.parse_content_stream(page):
            operator, operands = str(item.operator), item.operands
            if operator in ("BDC", "BMC"):
                said = operands[1] if operator == "BDC" else Dictionary()
                mark = int(said.MCID) if "/MCID" in said else None
                if stack and str(operands[0]) != "/Span":
                    self.loose.append(f"page {number}: content within content")
                stack.append(stack[-1] if stack else mark)
                self._texts |= {(number, mark): ""} if mark is not None else {}
                actual = str(said.ActualText) if "/ActualText" in said else None
            elif operator == "EMC":
                if len(stack) == 2 and actual is not None:
                    self._texts[number, stack[-1]] = actual
                stack.pop()
            elif operator == "Tf":
                font = _letters(page, str(operands[0]))
            elif operator == "Tj" and stack and stack[-1] is not None:
                code = bytes(operands[0])
                self._texts[number, stack[-1]] += "".join(font.get(byte, "") for byte in code) if font else ""
            inside = bool(stack)
            if operator in _PAINTING and not inside:
                self.loose.append(f"page {number}: {operator} outside of all content")

    def _kids(self, raw: Dictionary) -> list[Element]:
        return [kid for kid in self._walk(raw) if isinstance(kid, Element)]

    def _walk(self, raw: Dictionary) -> Iterator[object]:
        inner = raw.get("/K", Array())
        for kid in inner if isinstance(inner, Array) else [inner]:
            if isinstance(kid, int):
                yield self._index[raw.Pg.objgen], int(kid)
            elif kid.get("/Type") == Name.MCR:
                yield self._index[kid.get("/Pg", raw.get("/Pg")).objgen], int(kid.MCID)
            elif kid.get("/Type") == Name.OBJR:
                yield kid.Obj
            else:
                yield self._element(kid)

    def _element(self, raw: Dictionary) -> Element:
        element = Element(str(raw.S)[1:], raw)
        for kid in self._walk(raw):
            if isinstance(kid, Element):
                element.kids.append(kid)
            elif isinstance(kid, tuple):
                element.marks.append(kid)
            else:
                element.links.append(str(kid.A.URI))
        return element

    def _wrong_parents(self) -> Iterator[str]:
        """The parent tree names of each piece of content the element that it belongs to."""
        keys = dict(pikepdf.NumberTree(self.root.ParentTree))
        claimed = {mark: one.raw.objgen for one in self.all(*_roles(self.tops)) for mark in one.marks}
        for number, page in enumerate(self.pdf.pages):
            entries = keys.get(int(page.obj.get("/StructParents", -1)), Array())
            for place, mark in enumerate(m for m in sorted(self._texts) if m[0] == number):
                owner = entries[mark[1]].objgen if place < len(entries) and entries[mark[1]] is not None else None
                if owner is None or claimed.get(mark) != owner:
                    yield f"page {number}, content {mark[1]}: belongs to {claimed.get(mark)}, not to {owner}"
            for link in page.obj.get("/Annots", Array()):
                if str(keys[int(link.StructParent)].S) != "/Link":
                    yield f"page {number}: a link is not in the tree"
        for one in self.all(*_roles(self.tops)):
            for kid in one.kids:
                if kid.raw.P.objgen != one.raw.objgen:
                    yield f"{kid.role}: another parent than {one.role}"

    def _crooked(self) -> Iterator[str]:
        """Every row of a table is as wide as the others, merged cells and all."""
        for table in self.all("Table"):
            reach: dict[int, int] = {}
            widths = []
            for row, line in enumerate(table.all("TR")):
                for cell in line.all("TD", "TH"):
                    down, across = cell.span
                    for below in range(row, row + down):
                        reach[below] = reach.get(below, 0) + across
                widths.append(reach.get(row, 0))
            if len(set(widths)) > 1 or len(reach) > len(widths):
                yield f"a table with rows of {sorted(set(widths))} columns"

    def _unsaid(self) -> Iterator[str]:
        for one in self.all("Figure"):
            if not str(one.raw.get("/Alt", "")).strip():
                yield "a figure without a text"


def _roles(tops: list[Element]) -> set[str]:
    """All that occur."""
    found, stack = set(), list(tops)
    while stack:
        one = stack.pop()
        found.add(one.role)
        stack.extend(one.kids)
    return found


def _letters(page: pikepdf.Page, name: str) -> dict[int, str]:
    """Code -> letters of a font of the page, by its map to Unicode."""
    fonts = page.resources.get("/Font", Dictionary())
    if name not in fonts or "/ToUnicode" not in fonts[name]:
        return {}
    table = fonts[name].ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"^<(..)> <([0-9A-F]{4,6})>$", table, re.MULTILINE)
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}
