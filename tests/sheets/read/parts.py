"""Parts of a workbook as a reader of one kind gets them, without a workbook around them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from booklet.sheets.read.package import Package
from booklet.sheets.read.xml import parse
from booklet.sheets.render_options import Limits
from tests.sheets.packages import packed

SHEET = "xl/worksheets/sheet1.xml"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def element(text: str) -> Element:
    """Return an element of the names that readers see, without namespaces."""
    return parse(text.encode(), "part.xml")


def package(parts: dict[str, str | bytes], relations: dict[str, tuple[str, str]], of: str = SHEET) -> Package:
    """Return a package of parts; `relations` of one of them are (kind, target) by id."""
    folder, _, base = of.rpartition("/")
    listed = "".join(
        f'<Relationship Id="{id_}" Type="{_TYPE}{kind}" Target="{target}"/>'
        for id_, (kind, target) in relations.items()
    )
    every = {**parts, f"{folder}/_rels/{base}.rels": f"<Relationships>{listed}</Relationships>"}
    return Package(packed({n: d.encode() if isinstance(d, str) else d for n, d in every.items()}), Limits())
