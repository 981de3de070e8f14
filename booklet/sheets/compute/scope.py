"""A formula in its cell: its tree becomes values, areas and functions.

Excel's rule for areas where one value is wanted: in an array formula the operation is done for each cell; elsewhere
the cell of the formula's own row or column is taken.
"""

from __future__ import annotations

from booklet.sheets.formula.broadcast import each, pairs
from booklet.sheets.formula.operators import binary, unary
from booklet.sheets.formula.parser import Unsupported, parse_formula
from booklet.sheets.formula.protocols import Lambda, Operand, Place, Places, WorkbookValues
from booklet.sheets.formula.scalars import FormulaError, Result, Scalar, scalar
from booklet.sheets.formula.syntax import (
    Apply,
    Binary,
    Call,
    Constant,
    FormulaNode,
    NamedReference,
    Reference,
    Rows,
    TableReference,
    Unary,
)
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.model.sheet import ExcelTable, Sheet

_DEEPEST_NAME = 24


class FormulaScope:
    """Place of a formula, and the names that it has given.

    `moved` is by how many rows and columns its references count further than they are written (a shared formula).
    """

    def __init__(
        self,
        evaluator: WorkbookValues,
        sheet: Sheet,
        cell: tuple[int, int],
        moved: tuple[int, int],
        *,
        array: bool = False,
    ) -> None:
        self.evaluator = evaluator
        self.sheet = sheet
        self.row, self.column = cell
        self.is_array = array
        self._moved = moved
        self._names: dict[str, Operand] = {}
        self.depth = 0

    def arrayed(self) -> FormulaScope:
        """Return the same place, where areas count cell by cell."""
        return self if self.is_array else self._like(array=True)

    def naming(self, names: dict[str, Operand]) -> FormulaScope:
        """Return the same place with more names."""
        return self._like(names={**self._names, **names}, array=self.is_array)

    def _like(self, *, array: bool, names: dict[str, Operand] | None = None) -> FormulaScope:
        scope = FormulaScope(self.evaluator, self.sheet, (self.row, self.column), self._moved, array=array)
        scope._names, scope.depth = self._names if names is None else names, self.depth
        return scope

    def value(self, node: FormulaNode | None) -> Result:
        """Return the values of a part of the formula: one, or several where an array is meant."""
        return self.read(self.raw(node))

    def read(self, found: Operand) -> Result:
        """Return the values of an operand that may be an area."""
        if isinstance(found, Place):
            return (
                self.evaluator.read(found.sheet, found.area) if self.is_array and not found.single else self.one(found)
            )
        if isinstance(found, Places | Lambda):
            raise FormulaError("#VALUE!" if isinstance(found, Places) else "#CALC!")
        return found

    def one(self, place: Place) -> Scalar:
        """Return the value that an area means here: that of its only cell, or of the formula's own row or column."""
        area = place.area
        if place.single:
            return self.evaluator.value(place.sheet, area.top, area.left)
        if area.left == area.right and area.top <= self.row <= area.bottom:
            return self.evaluator.value(place.sheet, self.row, area.left)
        if area.top == area.bottom and area.left <= self.column <= area.right:
            return self.evaluator.value(place.sheet, area.top, self.column)
        return ErrorValue("#VALUE!")

    def raw(self, node: FormulaNode | None) -> Operand:
        """Return the operand of a part of the formula; an area stays an area. Raises Unsupported."""
        match node:
            case None:
                return None
            case Constant(value, error):
                return ErrorValue(str(value)) if error else value
            case Reference():
                return self._reference(node)
            case NamedReference():
                return self._named(node)
            case TableReference():
                return self._of_table(node)
            case Unary(sign, operand):
                return each(lambda v: unary(sign, v), self.value(operand))
            case Binary(sign, left, right):
                if sign in (":", " ", ","):
                    return self._joined(sign, left, right)
                return pairs(lambda a, b: binary(sign, a, b), self.value(left), self.value(right))
            case Rows(rows):
                return [[scalar(self.value(cell)) for cell in row] for row in rows]
            case Call(name, arguments):
                return self._call(name, arguments)
            case Apply(function, arguments):
                return self.apply(self.raw(function), [self.raw(a) for a in arguments])

    def written(self, text: str) -> Operand:
        """Return the operand that a text stands for, read as a formula in this cell. Raises Unsupported."""
        scope = FormulaScope(self.evaluator, self.sheet, (self.row, self.column), (0, 0))
        return scope.raw(parse_formula(text))

    def place(self, node: FormulaNode | None) -> Place:
        """Return the area that a part of the formula means. Raises FormulaError where it means none."""
        found = self.raw(node)
        if isinstance(found, Places) and found.parts:
            return found.parts[0]
        if isinstance(found, ErrorValue):
            raise FormulaError(found.code)
        if not isinstance(found, Place):
            raise FormulaError("#VALUE!")
        return found

    def _reference(self, node: Reference) -> Operand:
        top, left = node.first.moved(*self._moved)
        bottom, right = node.last.moved(*self._moved)
        area = Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        if node.sheet is None:
            return Place(self.sheet, area)
        sheet = self.evaluator.sheet(node.sheet)
        if sheet is not None:
            return Place(sheet, area)
        first, _, last = node.sheet.partition(":")
        between = self._between(first, last) if last else []
        return Places(tuple(Place(each, area) for each in between)) if between else ErrorValue("#REF!")

    def _between(self, first: str, last: str) -> list[Sheet]:
        names = [sheet.name.lower() for sheet in self.evaluator.book.sheets]
        if first.lower() not in names or last.lower() not in names:
            return []
        start, end = sorted((names.index(first.lower()), names.index(last.lower())))
        return self.evaluator.book.sheets[start : end + 1]

    def _named(self, node: NamedReference) -> Operand:
        given = self._names.get(node.text.lower())
        if given is not None or node.text.lower() in self._names:
            return given
        names, name = self.evaluator.book.names, node.text.lower()
        text = names.get((name, node.sheet or self.sheet.name)) or names.get((name, None))
        if text is None:
            table = self._table(node.text)
            return Place(*_data_of(*table)) if table else ErrorValue("#NAME?")
        if self.depth > _DEEPEST_NAME:
            raise Unsupported("a name refers to itself")
        # References in a name that are not fixed count from the cell A1, which the name was given for.
        moved = (self.row - 1, self.column - 1)
        scope = FormulaScope(self.evaluator, self.sheet, (self.row, self.column), moved, array=True)
        scope.depth = self.depth + 1
        return scope.raw(parse_formula(text))

    def _table(self, name: str) -> tuple[Sheet, ExcelTable] | None:
        if not name:  # the table that the formula stands in
            found = next((t for t in self.sheet.tables if t.area.holds(self.row, self.column)), None)
            return (self.sheet, found) if found else None
        for sheet in self.evaluator.book.sheets:
            for table in sheet.tables:
                if table.name.lower() == name.lower():
                    return sheet, table
        return None

    def _of_table(self, node: TableReference) -> Operand:
        found = self._table(node.table)
        if found is None:
            raise Unsupported(f"the table {node.table}")
        sheet, table = found
        rows = _rows_of(table, node.parts, self.row)
        columns = [name.casefold() for name in table.columns]
        places = [columns.index(name.casefold()) for name in node.columns if name.casefold() in columns]
        if rows is None or len(places) < len(node.columns):
            return ErrorValue("#REF!" if rows is not None else "#VALUE!")
        left = table.area.left + min(places, default=0)
        right = table.area.left + max(places) if places else table.area.right
        return Place(sheet, Area(rows[0], left, rows[1], right))

    def _joined(self, sign: str, left: FormulaNode, right: FormulaNode) -> Operand:
        if sign == ",":
            return Places((*self._parts(left), *self._parts(right)))
        one, other = self.place(left), self.place(right)
        a, b = one.area, other.area
        if sign == ":":
            return Place(one.sheet, Area(min(a.top, b.top), min(a.left, b.left), max(a.bottom, b.bottom),
                                         max(a.right, b.right)))  # fmt: skip
        if not a.meets(b):
            return ErrorValue("#NULL!")
        return Place(one.sheet, Area(max(a.top, b.top), max(a.left, b.left), min(a.bottom, b.bottom),
                                     min(a.right, b.right)))  # fmt: skip

    def _parts(self, node: FormulaNode) -> tuple[Place, ...]:
        found = self.raw(node)
        return found.parts if isinstance(found, Places) else (self.place(node),)

    def _call(self, name: str, arguments: tuple[FormulaNode | None, ...]) -> Operand:
        function = self.evaluator.functions.get(name)
        if function is not None:
            return function.call(self, arguments)
        given = self._names.get(name.lower())
        if given is None and (name.lower(), None) in self.evaluator.book.names:
            given = self._named(NamedReference(name))
        if isinstance(given, Lambda):
            return self.apply(given, [self.raw(a) for a in arguments])
        raise Unsupported(f"the function {name}")

    def apply(self, function: Operand, arguments: list[Operand]) -> Operand:
        """Call the function that LAMBDA has made."""
        if not isinstance(function, Lambda) or len(arguments) > len(function.parameters):
            raise FormulaError("#VALUE!")
        scope = function.scope
        scope.depth += 1
        if scope.depth > 200:
            raise Unsupported("a function calls itself too often")
        try:
            return scope.naming(dict(zip(function.parameters, arguments, strict=False))).raw(function.body)
        finally:
            scope.depth -= 1


def _data_of(sheet: Sheet, table: ExcelTable) -> tuple[Sheet, Area]:
    area = table.area
    return sheet, area._replace(top=area.top + table.header_rows, bottom=area.bottom - table.totals_rows)


def _rows_of(table: ExcelTable, parts: tuple[str, ...], row: int) -> tuple[int, int] | None:
    """Return the first and last row of a table's parts; None where the formula's row is not among them."""
    area = table.area
    top, bottom = area.top + table.header_rows, area.bottom - table.totals_rows
    spans = {
        "#all": (area.top, area.bottom),
        "#headers": (area.top, top - 1),
        "#totals": (bottom + 1, area.bottom),
        "#data": (top, bottom),
        "#this row": (row, row) if top <= row <= bottom else None,
    }
    found = [spans.get(part) for part in parts] or [(top, bottom)]
    known = [span for span in found if span is not None and span[0] <= span[1]]
    return (min(s[0] for s in known), max(s[1] for s in known)) if len(known) == len(found) else None
