"""The fields of an upload, as the tree that they are (ISO 32000-2, 12.7.4).

Real forms have widgets that no field lists, fields that no page shows, parents without a name and loops. All that
a page shows is found here: a widget outside /Fields brings its topmost parent as a further root.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Ref, text_of
from booklet.pdf.types import FieldKind

_MAX_DEPTH = 60
READ_ONLY, REQUIRED = 1 << 0, 1 << 1
MULTILINE, PASSWORD, COMB = 1 << 12, 1 << 13, 1 << 24
RADIO, PUSHBUTTON = 1 << 15, 1 << 16
COMBO, EDIT = 1 << 17, 1 << 18


@dataclass(eq=False, slots=True)
class Node:
    """A field, or a widget that is not a field itself; `entries` are those of its object."""

    number: int
    entries: Dictionary
    parent: Node | None = None
    kids: list[Node] = field(default_factory=list)

    @property
    def is_widget(self) -> bool:
        """True for a node that is drawn on a page."""
        return self.entries.get("Subtype") == "Widget" or ("Rect" in self.entries and not self.kids)

    @property
    def is_named(self) -> bool:
        """True for a node that adds a part to the full name."""
        return bool(self.entries.get("T"))

    def ancestors(self) -> Iterator[Node]:
        """Yield the node and all nodes above it, in whose /Kids it hangs."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent

    @property
    def is_root(self) -> bool:
        """True where the full name begins with the node: so readers take a field that has a name but no /Parent."""
        return self.parent is None or (self.is_named and "Parent" not in self.entries)

    def lineage(self) -> Iterator[Node]:
        """Yield the node, its parent, and so on, as far as names and inherited entries go."""
        node: Node | None = self
        while node:
            yield node
            node = None if node.is_root else node.parent

    def inherited(self, key: str) -> Any:
        """Return the value of an inheritable entry (12.7.4.1); None where no ancestor has it."""
        node: Node | None = self
        while node:
            if key in node.entries:
                return node.entries[key]
            node = None if node.is_root else node.parent
        return None

    @property
    def name(self) -> str:
        """The fully qualified name (12.7.4.2)."""
        parts = [text_of(node.entries["T"]) for node in self.lineage() if node.is_named]
        return ".".join(reversed(parts))

    @property
    def field(self) -> Node:
        """The field that the node belongs to: itself, or for a widget without a name the nearest named parent."""
        return next((node for node in self.lineage() if node.is_named), self)

    def below(self) -> Iterator[Node]:
        """Yield the node and all its descendants, parents first."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.kids))

    @property
    def flags(self) -> int:
        """The field flags (/Ff)."""
        value = self.inherited("Ff")
        return value if isinstance(value, int) else 0

    @property
    def kind(self) -> FieldKind | None:
        """The kind of field; None for a mere group."""
        kind, flags = self.inherited("FT"), self.flags
        if kind == "Tx":
            return "text"
        if kind == "Ch":
            return "combo" if flags & COMBO else "list"
        if kind == "Sig":
            return "signature"
        if kind == "Btn":
            return "button" if flags & PUSHBUTTON else "radio" if flags & RADIO else "checkbox"
        return None


def read_form(
    source: Source, roots: Sequence[Any], widgets: Mapping[int, Dictionary]
) -> tuple[list[Node], dict[int, Node]]:
    """Return the roots of the form, and every node by number.

    `roots` is /Fields; `widgets` are the widget annotations of all pages, by number.
    """
    nodes: dict[int, Node] = {}
    tops: list[Node] = []
    for number in (*(int(root) for root in roots if isinstance(root, Ref)), *widgets):
        if number in nodes:
            continue
        top = _topmost(source, number, widgets, nodes)
        if top not in nodes and (node := _grow(source, top, nodes, widgets)):
            tops.append(node)
        if number not in nodes and top in nodes:  # what it names as its parent does not list it
            _adopt(source, number, nodes[top], nodes, widgets)
    return tops, nodes


def _grow(source: Source, root: int, nodes: dict[int, Node], widgets: Mapping[int, Dictionary]) -> Node | None:
    """Enter the tree below an object that is not known yet into `nodes`; None for what is no field."""
    top = _node(source, root, nodes, widgets)
    stack = [(top, 0)] if top else []
    while stack:
        node, depth = stack.pop()
        for kid in source.array(node.entries.get("Kids")) if depth < _MAX_DEPTH else ():
            if isinstance(kid, Ref) and kid not in nodes:
                child = _node(source, kid, nodes, widgets)
                if child:
                    child.parent = node
                    node.kids.append(child)
                    stack.append((child, depth + 1))
    return top


def _node(source: Source, number: int, nodes: dict[int, Node], widgets: Mapping[int, Dictionary]) -> Node | None:
    entries = widgets.get(number) or source.dictionary(Ref(number))
    if not _is_field(entries):
        return None
    entries = {key: source.plain(item) if key in _PLAIN else item for key, item in entries.items()}
    nodes[int(number)] = node = Node(int(number), entries)
    return node


def _is_field(entries: Dictionary) -> bool:
    """Tell whether a dictionary can be a field; widgets of damaged forms name their page as their parent."""
    return bool(entries) and entries.get("Type") not in ("Page", "Pages", "Catalog", "XObject")


_PLAIN = frozenset(
    ("T", "TU", "TM", "FT", "Ff", "DA", "Q", "MaxLen", "Subtype", "F", "V", "DV", "AS", "Rect", "MK", "Opt", "Kids")
)


def _topmost(source: Source, number: int, widgets: Mapping[int, Dictionary], nodes: Mapping[int, Node]) -> int:
    """Return the last ancestor of a field or widget, or the first that is a node already."""
    seen = {number}
    while number not in nodes:
        parent = (widgets.get(number) or source.dictionary(Ref(number))).get("Parent")
        if not isinstance(parent, Ref) or parent in seen or not _is_field(source.dictionary(parent)):
            break
        number = int(parent)
        seen.add(number)
    return number


def _adopt(source: Source, number: int, top: Node, nodes: dict[int, Node], widgets: Mapping[int, Dictionary]) -> None:
    """Put what no field lists among its kids below the node that it names as its parent, else below `top`."""
    claimed = (widgets.get(number) or source.dictionary(Ref(number))).get("Parent")
    parent = nodes.get(claimed, top) if isinstance(claimed, Ref) else top
    node = _grow(source, number, nodes, widgets)
    if node:
        node.parent = parent
        parent.kids.append(node)
