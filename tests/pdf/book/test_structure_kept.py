"""The structure of a tagged upload, cut to the pages that are chosen."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from booklet.pdf import Prepared, assemble, prepare
from tests.pdf.conftest import opened

Element = pikepdf.Object


def _tagged(*, empty_top: bool = False) -> Prepared:
    """Two pages, each with a paragraph in a section; a row of a table with a cell of each page and an empty cell."""
    pdf, out = pikepdf.new(), io.BytesIO()
    for number in range(2):
        pdf.add_blank_page(page_size=(200, 100))
        page = pdf.pages[number].obj
        page["/StructParents"] = number
        page["/Contents"] = pdf.make_stream(b"/P <</MCID 0>> BDC EMC /TD <</MCID 1>> BDC EMC")
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def element(kind: str, parent: Element, **entries: object) -> Element:
        return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=parent, **entries))

    tops, leaves = [], {0: [], 1: []}
    for number in range(2):
        section = element("Sect", root, T=f"Section {number}")
        paragraph = element("P", section, Pg=pdf.pages[number].obj, K=0)
        section["/K"] = Array([paragraph])
        tops.append(section)
        leaves[number].append(paragraph)
    table = element("Table", root)
    row = element("TR", table)
    cells = [element("TD", row, Pg=pdf.pages[number].obj, K=1, T=f"Cell {number}") for number in range(2)]
    cells.append(element("TD", row, T="Empty"))
    row["/K"], table["/K"] = Array(cells), Array([row])
    for number in range(2):
        leaves[number].append(cells[number])
    tops.append(table)
    if empty_top:
        tops.append(element("NonStruct", root, T="Nothing"))
    root["/K"] = Array(tops)
    root["/ParentTree"] = Dictionary(Nums=Array([0, Array(leaves[0]), 1, Array(leaves[1])]))
    pdf.Root["/StructTreeRoot"], pdf.Root["/MarkInfo"] = root, Dictionary(Marked=True)
    pdf.save(out)
    return prepare(out.getvalue())


def _tree(pdf: pikepdf.Pdf) -> list[object]:
    """The tree as lists: (role, title, kids)."""

    def read(kid: object) -> object:
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            return kid if isinstance(kid, int) else int(kid.MCID)
        return str(kid.S), str(kid.get("/T", "")), [read(one) for one in _kids(kid)]

    return [read(kid) for kid in _kids(pdf.Root.StructTreeRoot)]


def _kids(node: Element) -> list[Element]:
    kids = node.get("/K", Array([]))
    return list(kids) if isinstance(kids, Array) else [kids]


def _flat(tree: list[object]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for node in tree:
        if isinstance(node, tuple):
            found += [(node[0], node[1]), *_flat(node[2])]
    return found


def test_a_whole_upload_keeps_its_tree() -> None:
    """All sections and cells, in their order."""
    with opened(assemble([_tagged()]).pdf) as pdf:
        found = _flat(_tree(pdf))
    titles = [title for _, title in found if title]
    assert titles == ["Section 0", "Section 1", "Cell 0", "Cell 1", "Empty"]


@pytest.mark.parametrize("page", [0, 1])
def test_a_page_keeps_what_is_on_it(page: int) -> None:
    """Its section without the other; of a row all cells, so that columns line up, those of other pages empty."""
    with opened(assemble([_tagged().select([page])]).pdf) as pdf:
        tree = _tree(pdf)
    titles = [title for role, title in _flat(tree) if role == "/Sect"]
    assert titles == [f"Section {page}"]
    ((_, _, [(_, _, cells)]),) = [node for node in tree if isinstance(node, tuple) and node[0] == "/Table"]
    assert [bool(cell[2]) for cell in cells] == [page == 0, page == 1, False]


@pytest.mark.parametrize(("pages", "kept"), [(None, True), ([0], False), ([0, 1], True)])
def test_an_element_that_never_had_content(pages: list[int] | None, kept: bool) -> None:
    """Stays with the whole upload alone."""
    document = _tagged(empty_top=True)
    part = document if pages is None else document.select(pages)
    with opened(assemble([part]).pdf) as pdf:
        assert ("/NonStruct" in [role for role, _ in _flat(_tree(pdf))]) == kept


def test_pages_lead_back_to_their_elements() -> None:
    """Each by its own number in the parent tree, in both uploads of a book."""
    with opened(assemble([_tagged(), _tagged()]).pdf) as pdf:
        numbers = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(numbers)) == 4
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page, number in zip(pdf.pages, numbers, strict=True):
            leaves = tree[number]
            assert [str(leaf.S) for leaf in leaves] == ["/P", "/TD"]
            assert all(leaf.Pg.objgen == page.obj.objgen for leaf in leaves)
