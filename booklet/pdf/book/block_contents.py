"""The form, layers and structure of a block as those of the book need them: plain data, filled by `gather`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from booklet.pdf.form.field_nodes import FieldType
from booklet.pdf.syntax.objects import Hole, Template


@dataclass(eq=False, slots=True)
class FieldOfBlock:
    """A named field of a block: what goes into the field that it shares."""

    number: int
    above: int | None
    """Number of the nearest named field above it."""
    name: str
    kind: FieldType
    entries: Template
    value: Template
    widgets: list[int] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class FormOfBlock:
    """The fields of a block, as the form of the book needs them."""

    roots: list[int] = field(default_factory=list)
    names: dict[int, bytes] = field(default_factory=dict)
    """Local number of a root -> its partial name."""
    appearances: dict[int, bytes] = field(default_factory=dict)
    """Local number of a field or widget -> its default appearance string."""
    resources: list[tuple[tuple[str, str], Template]] = field(default_factory=list)
    """(category, name) -> what the form's default resources have under it (12.7.3)."""
    needs_helvetica: bool = False
    """True where a field got the default style, for want of its own."""
    calculation: list[int] = field(default_factory=list)
    unfilled: dict[int, Template] = field(default_factory=dict)
    """Of open fields: the entries as they are in the upload."""
    fields: dict[int, FieldOfBlock] = field(default_factory=dict)
    """The fields of the block, parents first, in books whose fields of equal names share a value."""

    def templates(self) -> Iterable[tuple[Any, Template]]:
        """Return all that refers to further objects."""
        return [*self.resources, *((number, own.entries) for number, own in self.fields.items())]


@dataclass(eq=False, slots=True)
class LayersOfBlock:
    """The layers that a block's pages use."""

    groups: list[int] = field(default_factory=list)
    configuration: dict[str, list[Template]] = field(default_factory=dict)
    """Entries of the default configuration that are lists -> their items."""

    def templates(self) -> Iterable[tuple[Any, Template]]:
        """Return all that refers to further objects."""
        return [(key, item) for key, items in self.configuration.items() for item in items]


@dataclass(eq=False, slots=True)
class StructureOfBlock:
    """The structure of a block, as that of the book needs it."""

    root: int
    tops: list[int] = field(default_factory=list)
    parent_leaf: int | None = None
    names: dict[str, dict[Any, int]] = field(default_factory=lambda: {"role": {}, "class": {}, "id": {}})
    """Kind of hole -> the names that it stands for, each with the hole's key."""
    roles: dict[str, str] = field(default_factory=dict)
    classes: dict[str, Template] = field(default_factory=dict)
    identified: list[tuple[int, int]] = field(default_factory=list)
    """(place among the identifiers, element) of each element with an /ID."""
    namespaces: list[int] = field(default_factory=list)
    files: dict[str, list[Template]] = field(default_factory=dict)
    """Pronunciation lexicons and associated files of the root."""

    def templates(self) -> list[Template]:
        """Return all that refers to further objects, besides the elements."""
        return [*self.classes.values(), *(file for files in self.files.values() for file in files)]

    def hole(self, kind: str, name: Any) -> Hole:
        """Return the hole for a name that may have to change."""
        names = self.names[kind]
        return Hole(kind, names.setdefault(name, len(names)))
