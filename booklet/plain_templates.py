"""Templates of texts and names in turn, as nearly all are: filled without jinja2, and to the same text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import jinja2.nodes

from booklet.template_limits import limited


class PlainTemplate:
    """A template of texts and names in turn, beginning and ending with a text."""

    __slots__ = ("_pieces", "_places", "_write", "names")

    def __init__(self, texts: Sequence[str], places: Sequence[str], write: Callable[[object], str]) -> None:
        self.names = frozenset(places)
        self._pieces = [piece for text in texts for piece in (text, "")][:-1]
        self._places, self._write = places, write

    def fill(self, values: Mapping[str, object]) -> str:
        """Fill it; there is a value for each of its names."""
        written = {name: self._write(values[name]) for name in self.names}
        pieces = self._pieces.copy()
        pieces[1::2] = map(written.__getitem__, self._places)
        return limited("".join(pieces))


def plain_template(syntax: jinja2.nodes.Template, write: Callable[[object], str]) -> PlainTemplate | None:
    """Return a template's texts and names; None where it is more than those."""
    texts, names = [""], list[str]()
    for statement in syntax.body:
        for node in statement.nodes if isinstance(statement, jinja2.nodes.Output) else [statement]:
            if isinstance(node, jinja2.nodes.TemplateData):
                texts[-1] += node.data
            elif isinstance(node, jinja2.nodes.Name):
                names.append(node.name)
                texts.append("")
            else:
                return None
    return PlainTemplate(texts, names, write)
