"""Texts with runs: shared strings, inline strings and comments (ECMA-376 part 1, 18.4)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from booklet.sheets.model.cell import RichText, Run
from booklet.sheets.model.style import Font
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.package import Package
from booklet.sheets.read.styles import read_font
from booklet.sheets.read.xml import clear_tree, stream

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_shared_strings(package: Package, part: str, palette: Palette) -> list[str | RichText]:
    """Return all shared strings, in order."""
    strings: list[str | RichText] = []
    with package.open(part) as source:
        for event, element in stream(source, part):
            if event == "end" and element.tag.endswith("}si"):
                strings.append(read_text(clear_tree(element), palette))
                element.clear()
    return strings


def read_text(element: Element, palette: Palette) -> str | RichText:
    """Return the text of an `<si>` or `<is>` whose names are cleared of namespaces; phonetic hints are left out."""
    runs = []
    for child in element:
        if child.tag == "t":
            runs.append(Run(unescape(child.text or ""), None))
        elif child.tag == "r":
            looks = child.find("rPr")
            text = unescape("".join(t.text or "" for t in child.findall("t")))
            runs.append(Run(text, None if looks is None else read_run_font(looks, palette)))
    if all(run.font is None for run in runs):
        return "".join(run.text for run in runs)
    return RichText(runs)


def read_run_font(looks: Element, palette: Palette) -> Font:
    """Return the font of a run; it stands for itself and takes nothing from the cell."""
    return read_font(looks, palette, name_tag="rFont")


def unescape(text: str) -> str:
    """Turn `_x000D_` and its like into the characters meant (22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
