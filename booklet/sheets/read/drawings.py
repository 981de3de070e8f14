"""Drawing parts: what is anchored over the cells (ECMA-376 part 1, 20.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from booklet.sheets.model.drawing import Corner, Drawing, DrawingAnchor, DrawingContent, Picture, Unknown
from booklet.sheets.read.charts import read_chart
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.package import Package, Relation
from booklet.sheets.read.shapes import read_shape
from booklet.sheets.read.xml import find, flag, number, parse, whole

EMU_PER_POINT = 12_700
_CONTENTS = ("pic", "sp", "cxnSp", "graphicFrame", "grpSp")


@dataclass(frozen=True, slots=True)
class _DrawingReader:
    package: Package
    palette: Palette
    relations: dict[str, Relation]

    def drawings(self, root: Element) -> Iterator[Drawing]:
        for anchor_element in root:
            anchor = _anchor(anchor_element)
            if anchor is None or not flag(anchor_element.find("clientData"), "fPrintsWithSheet", True):
                continue
            for element in _alternatives(anchor_element):
                if not flag(element.find("./*/cNvPr"), "hidden"):
                    yield from self._content(element, anchor, None, 0.0)

    def _content(
        self, element: Element, anchor: DrawingAnchor, place: tuple[float, float, float, float] | None, turned: float
    ) -> Iterator[Drawing]:
        if element.tag == "grpSp":
            yield from self._group(element, anchor, place)
            return
        contents: list[DrawingContent] = []
        if element.tag == "pic":
            contents = [self._picture(element, "blipFill")]
        elif element.tag in ("sp", "cxnSp"):
            shape = read_shape(element, self.palette)
            contents = [shape]
            if element.find("spPr/blipFill") is not None:  # a shape that is filled with a picture
                contents = [self._picture(element, "spPr/blipFill"), replace(shape, fill=None)]
        elif element.tag == "graphicFrame":
            contents = [self._chart(element)]
        form = element.find("spPr/xfrm")
        for content in contents:
            yield Drawing(
                anchor,
                content,
                turned + number(form, "rot", 0) / 60_000,
                flag(form, "flipH"),
                flag(form, "flipV"),
                place,
                _alternative(element),
                any(flag(mark, "val") for mark in element.iterfind("./*/cNvPr/extLst/ext/decorative")),
            )

    def _group(
        self, element: Element, anchor: DrawingAnchor, place: tuple[float, float, float, float] | None
    ) -> Iterator[Drawing]:
        """Yield the parts of a group, placed as shares of the group's own coordinates (20.1.7.5)."""
        form = element.find("grpSpPr/xfrm")
        child_x, child_y = _point(find(form, "chOff"), "x", "y")
        child_width, child_height = _point(find(form, "chExt"), "cx", "cy")
        if child_width <= 0 or child_height <= 0:
            return
        outer = place or (0.0, 0.0, 1.0, 1.0)
        for child in element:
            own = child.find("spPr/xfrm") if child.tag != "grpSp" else child.find("grpSpPr/xfrm")
            if child.tag not in _CONTENTS or own is None:
                continue
            x, y = _point(own.find("off"), "x", "y")
            width, height = _point(own.find("ext"), "cx", "cy")
            inner = (
                outer[0] + (x - child_x) / child_width * outer[2],
                outer[1] + (y - child_y) / child_height * outer[3],
                width / child_width * outer[2],
                height / child_height * outer[3],
            )
            yield from self._content(child, anchor, inner, 0.0)

    def _picture(self, element: Element, fill: str) -> DrawingContent:
        name = _name(element, "picture")
        blip = element.find(f"{fill}/blip")
        relation = self.relations.get(blip.get("embed", "") if blip is not None else "")
        if relation is None or relation.external or relation.target not in self.package:
            return Unknown(name)
        box = element.find(f"{fill}/srcRect")
        left, top, right, bottom = (number(box, side, 0) / 100_000 for side in "ltrb")
        return Picture(self.package.read(relation.target), name, (left, top, right, bottom))

    def _chart(self, element: Element) -> DrawingContent:
        name = _name(element, "chart")
        reference = element.find("graphic/graphicData/chart")
        relation = self.relations.get(reference.get("id", "") if reference is not None else "")
        if relation is None or relation.kind != "chart" or relation.target not in self.package:
            return Unknown(name)
        return read_chart(parse(self.package.read(relation.target), relation.target), self.palette, name)


def read_drawings(package: Package, part: str, palette: Palette) -> list[Drawing]:
    """Return all that a drawing part anchors, from back to front."""
    reader = _DrawingReader(package, palette, package.relations(part))
    return list(reader.drawings(parse(package.read(part), part)))


def _alternatives(anchor: Element) -> Iterator[Element]:
    """Yield the anchored elements; of alternatives the first that holds something known (part 3, 9.3)."""
    for element in anchor:
        if element.tag in _CONTENTS:
            yield element
        elif element.tag == "AlternateContent":
            for option in element:
                known = [child for child in option if child.tag in _CONTENTS]
                if (known and known[0].find("graphic/graphicData/chart") is not None) or option.tag == "Fallback":
                    yield from known
                    break
                if known and known[0].tag != "graphicFrame":
                    yield from known
                    break


def _anchor(element: Element) -> DrawingAnchor | None:
    start, end = _corner(element.find("from")), _corner(element.find("to"))
    width, height = _point(element.find("ext"), "cx", "cy")
    size = width / EMU_PER_POINT, height / EMU_PER_POINT
    if element.tag == "twoCellAnchor" and start and end:
        return DrawingAnchor(start, end)
    if element.tag == "oneCellAnchor" and start:
        return DrawingAnchor(start, None, width_pt=size[0], height_pt=size[1])
    if element.tag == "absoluteAnchor":
        x, y = _point(element.find("pos"), "x", "y")
        return DrawingAnchor(None, None, x / EMU_PER_POINT, y / EMU_PER_POINT, *size)
    return None


def _corner(element: Element | None) -> Corner | None:
    if element is None:
        return None

    def value(tag: str) -> int:
        text = (element.findtext(tag) if element is not None else None) or "0"
        return int(text) if text.lstrip("-").isdigit() else 0

    return Corner(
        max(value("col"), 0) + 1,
        max(value("row"), 0) + 1,
        value("colOff") / EMU_PER_POINT,
        value("rowOff") / EMU_PER_POINT,
    )


def _point(element: Element | None, x: str, y: str) -> tuple[float, float]:
    return float(whole(element, x, 0)), float(whole(element, y, 0))


def _alternative(element: Element) -> str:
    """Return the alternative text for those who do not see the drawing (20.1.2.2.8)."""
    found = element.find("./*/cNvPr")
    return "" if found is None else (found.get("descr") or found.get("title") or "").strip()


def _name(element: Element, default: str) -> str:
    found = element.find("./*/cNvPr")
    return (found.get("name") if found is not None else None) or default
