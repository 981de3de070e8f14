"""What a document has besides pages: structure, layers, labels, files, intents; and protection."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from booklet.errors import PasswordNeeded
from booklet.pdf import BookOptions, Prepared, assemble, prepare
from booklet.pdf.syntax.objects import parse, template
from booklet.pdf.types import Protection
from tests.pdf.conftest import opened

Real = Callable[[str], Prepared]
TAGGED = "tagged-pdfa--f8862_accessible.pdf"
LONG = "navigation--Guide_to_OSCAL-based_FedRAMP_Content_rev5.pdf"


def structure_text(path: Path) -> list[str]:
    """The structure as poppler reads it, without object numbers and attributes."""
    done = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True)
    lines = [line.strip() for line in done.stdout.splitlines()]
    return [line for line in lines if line and not line.startswith(("Object", "/"))]


def test_structure_trees_are_joined(real: Real, corpus: Path, tmp_path: Path) -> None:
    """A book of a tagged part twice has its structure twice, text and all."""
    tagged, out = real(TAGGED), tmp_path / "book.pdf"
    assemble([tagged, tagged], out)
    assert structure_text(out) == 2 * structure_text(corpus / "pdf" / TAGGED)
    with pikepdf.open(out) as pdf:
        assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize("name", [TAGGED, LONG])
def test_elements_are_read_as_they_are(name: str, real: Real) -> None:
    """The quick way to read the usual elements gives what reading them in full gives, to the order of entries."""
    tagged = real(name)
    assert tagged.document.structure
    assert len(tagged.document.structure.elements) > 100
    for number, entries in tagged.document.structure.elements.items():
        read = parse(tagged.document.source.head(number))
        assert template(entries) == template(read)


def test_structure_is_cut_to_the_pages(real: Real, corpus: Path, tmp_path: Path) -> None:
    """The structure of chosen pages together is that of the document; text of others is not in it."""
    tagged, out = real(LONG), tmp_path / "book.pdf"
    assemble([tagged.select("10-12")], out)
    part, whole = structure_text(out), structure_text(corpus / "pdf" / LONG)
    assert 10 < len(part) < len(whole)
    assert set(part) <= set(whole)


def test_parent_tree_leads_back_to_the_elements(real: Real) -> None:
    """Each marked content of a page has an element that names that page."""
    tagged = real(TAGGED)
    with opened(assemble([tagged, tagged.select("2")]).pdf) as pdf:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        keys = [page.obj.StructParents for page in pdf.pages]
        assert len(set(keys)) == len(pdf.pages)
        for page, key in zip(pdf.pages, keys, strict=True):
            elements = [element for element in tree[key] if element is not None]
            assert elements
            assert all(element.get("/Pg", page.obj) == page.obj for element in elements)


def test_labels_of_parts_or_of_the_book(real: Real, brochure: Prepared) -> None:
    """Parts keep their labels, others count on from 1; by setting there are none."""
    labelled = real("navigation--11-pages-with-labels.pdf")
    own = [page.label for page in labelled.pages]
    assert len(set(own)) > 5
    book = prepare(assemble([brochure.select("1-2"), labelled.select("3-5"), labelled]).pdf)
    assert [page.label for page in book.pages][2:] == own[2:5] + own
    plain = assemble([labelled], options=BookOptions(page_labels="numbers")).pdf
    assert [page.label for page in prepare(plain).pages] == [None] * 11


def test_attached_files_come_with_the_whole_upload(real: Real) -> None:
    """Files are kept under names of their own; with some pages only they stay out, and that is said."""
    attached = real("attachments--with-attachment.pdf")
    with opened(assemble([attached, attached]).pdf) as pdf:
        assert len(pdf.attachments) == 2
    portfolio = real("attachments--testPDFPackage.pdf")
    with opened(assemble([portfolio]).pdf) as pdf:
        assert len(pdf.attachments) > 1
        assert "/Collection" not in pdf.Root


def test_layers_keep_their_state(real: Real) -> None:
    """Every layer of the upload is in the book, on or off as before, once for each part."""
    layered = real("navigation--459011.pdf")
    document = layered.document
    properties = document.source.dictionary(document.catalog["OCProperties"])
    count = len(document.source.array(properties["OCGs"]))
    with opened(assemble([layered, layered]).pdf) as pdf:
        groups = {group.objgen for group in pdf.Root.OCProperties.OCGs}
        assert len(groups) == 2 * count
        listed = [item.objgen for key in ("/ON", "/OFF") for item in pdf.Root.OCProperties.D.get(key, [])]
        assert set(listed) <= groups


def test_output_intents_are_kept_once(real: Real) -> None:
    """Two parts with the same color profile share it."""
    archived = real("tagged-pdfa--TWG_test_suite_A027-pdfa3-pass-a.pdf")
    with opened(assemble([archived, archived]).pdf) as pdf:
        assert len(pdf.Root.OutputIntents) == 1


def test_protection(brochure: Prepared) -> None:
    """AES-256 with the permissions asked for; the hash is that of the book before."""
    protection = Protection(open_password="öffne", owner_password="owner", allow_copy=False)
    made = assemble([brochure], options=BookOptions(protection=protection))
    assert made.sha256 == assemble([brochure]).sha256
    with pytest.raises(PasswordNeeded, match="is needed to open it"):
        prepare(made.pdf)
    with pytest.raises(PasswordNeeded, match="does not open it"):
        prepare(made.pdf, password="nope")
    assert prepare(made.pdf, password="öffne").page_count == brochure.page_count
    with pikepdf.open(io.BytesIO(made.pdf), password="öffne") as pdf:
        assert pdf.encryption.R == 6
        assert not pdf.allow.extract
        assert pdf.allow.print_highres
