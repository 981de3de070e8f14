"""Pictures in headers and footers, which are kept as VML (ECMA-376 part 4, 19.1)."""

from __future__ import annotations

from booklet.errors import InputError
from booklet.sheets.model.drawing import HeaderPicture
from booklet.sheets.read.package import Package
from booklet.sheets.read.vml import vml_lengths
from booklet.sheets.read.xml import parse


def read_header_pictures(package: Package, part: str) -> dict[str, HeaderPicture]:
    """Return pictures by place: "LH" is the left section of the header, "CF" the center section of the footer."""
    relations = package.relations(part)
    pictures: dict[str, HeaderPicture] = {}
    try:
        root = parse(package.read(part), part)
    except InputError:  # VML is often not well-formed; the sheet is good without it
        return pictures
    for shape in root.iter("shape"):
        data = shape.find("imagedata")
        relation = relations.get(data.get("relid", "") or data.get("id", "")) if data is not None else None
        if relation is None or relation.target not in package:
            continue
        size = vml_lengths(shape)
        if size.get("width") and size.get("height"):
            key = shape.get("id", "")[:2].upper()
            pictures[key] = HeaderPicture(package.read(relation.target), size["width"], size["height"])
    return pictures
