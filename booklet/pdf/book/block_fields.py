"""The fields that chosen pages bring along (ISO 32000-2, 12.7), with the parents above them.

All of a field's tree comes as it is, cut to what the pages show. What may have to change to stand beside other
forms is left open: the name of a root, and the font names in default appearances.
"""

from __future__ import annotations

from booklet.pdf.book.block import Block
from booklet.pdf.book.shared_fields import divide
from booklet.pdf.document.actions import clean_action, field_scripts
from booklet.pdf.form.button_appearances import is_shown, without_detours
from booklet.pdf.form.field_tree import Node
from booklet.pdf.syntax.objects import Dictionary, Hole, Name, Ref, template

_BUTTONS, _TEXTS = ("checkbox", "radio"), ("text", "combo", "list")
_BY_VALUE = {"V": _BUTTONS + _TEXTS, "AS": _BUTTONS, "AP": _TEXTS, "I": _TEXTS, "RV": _TEXTS, "TI": _TEXTS}
"""Entries that depend on a field's value, and of which kinds of field."""
_DEFAULT_STYLE = b"/Helv 0 Tf 0 g"
_HELVETICA = {
    "Type": Name("Font"),
    "Subtype": Name("Type1"),
    "BaseFont": Name("Helvetica"),
    "Encoding": Name("WinAnsiEncoding"),
}


def add_fields(block: Block) -> None:
    """Enter the fields whose widgets are on the block's pages; with the whole upload, those without any as well."""
    document, roots, nodes = block.document, block.document_form.roots, block.document_form.nodes
    shown = {number for page in block.widgets for number in page}
    chosen = {above.number for n in shown if n in nodes for above in nodes[n].ancestors()}
    if block.is_whole:
        chosen |= {number for number in nodes if number not in document.page_of_annotation}
    for root in roots:
        for node in root.below():
            if node.number in chosen:
                _add_field(block, node, chosen)
    block.form.roots = [root.number for root in roots if root.number in block.segments or root.number in block.open]
    if block.form.roots or block.form.fields:
        _add_resources(block)
        order = document.source.array(document.form_entries.get("CO"))
        block.form.calculation = [int(n) for n in order if isinstance(n, Ref) and n in chosen]


def _add_field(block: Block, node: Node, chosen: set[int]) -> None:
    entries: Dictionary | None = _entries(block, node, chosen)
    if block.key.same_names and entries:
        entries = divide(block, node, entries)
    if entries is None:
        return
    if block.key.form != "filled" or node.kind not in _BUTTONS + _TEXTS:
        block.add(node.number, entries)
        return
    plan = block.document_form.plans.get(node.name) if node.is_named else None
    if plan and plan.scripts.others:
        block.note("fields have scripts of their own, which Booklet does not run")
    open_keys = [key for key in entries if node.kind in _BY_VALUE.get(key, ())]
    if node.kind in _BUTTONS and "AP" in entries and not is_shown(block.document.source, node):
        open_keys.append("AP")
    unfilled = {key: entries.pop(key) for key in open_keys}
    text, slots = template(unfilled)
    block.form.unfilled[node.number] = (text[2:-2], slots)
    block.leave_open(node.number, entries)


def _entries(block: Block, node: Node, chosen: set[int]) -> Dictionary:
    """Return a field's dictionary with its holes."""
    form, number = block.form, node.number
    source = block.document.source
    if node.is_widget:
        entries = dict(block.clean_annotation(node.entries).entries)
    else:
        entries = {key: value for key, value in node.entries.items() if key not in ("A", "AA")}
        if block.key.scripts and "AA" in node.entries:
            entries["AA"] = field_scripts(source, node.entries["AA"])
        action = clean_action(source, block.document.destinations, node.entries.get("A"))
        if action:
            entries["A"] = action
    for key in ("Parent", "Kids"):
        entries.pop(key, None)
    if node.kids:
        entries["Kids"] = [Hole("weak", kid.number) for kid in node.kids if kid.number in chosen]
    if node.parent and not node.is_root:
        entries["Parent"] = Hole("weak", node.parent.number)
    else:
        _open_root(block, node, entries)
    if "AP" in entries and node.kind in _BUTTONS:
        entries["AP"] = without_detours(source, entries["AP"])
    if isinstance(entries.get("DA"), bytes):
        form.appearances[number] = entries["DA"]
        entries["DA"] = Hole("appearance", number)
    if node.kind == "signature" and entries.pop("V", None) is not None:
        block.note("signatures were taken out, since they hold only for the file that was signed")
    return entries


def _open_root(block: Block, node: Node, entries: Dictionary) -> None:
    """Give a root what the form says for all its fields, and leave its name open."""
    defaults = block.document.form_entries
    for key in ("DA", "Q"):
        if key in defaults and key not in entries:
            entries[key] = block.document.source.resolve(defaults[key])
    if "DA" not in entries and any(_lacks_style(item) for item in node.below()):
        entries["DA"] = _DEFAULT_STYLE
        block.form.needs_helvetica = True
    name = entries.get("T")
    if isinstance(name, bytes) and name and not block.key.same_names:
        block.form.names[node.number] = name
        entries["T"] = Hole("name", node.number)


def _lacks_style(node: Node) -> bool:
    """Tell whether a text has no default appearance, without which readers let nobody edit it (12.7.4.3)."""
    return node.kind in _TEXTS and not isinstance(node.inherited("DA"), bytes)


def _add_resources(block: Block) -> None:
    source = block.document.source
    fonts = source.dictionary(source.dictionary(block.document.form_entries.get("DR")).get("Font"))
    if block.form.needs_helvetica and "Helv" not in fonts:
        block.form.resources.append((("Font", Name("Helv")), template(_HELVETICA)))
    for category, value in source.dictionary(block.document.form_entries.get("DR")).items():
        for name, item in source.dictionary(value).items():
            block.form.resources.append(((category, Name(name)), template(item)))
