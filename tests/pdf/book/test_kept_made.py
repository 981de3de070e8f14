"""What a book keeps of its parts, and what it keeps out, each on a file made for it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Stream

from booklet.pdf import BookOptions, Prepared, assemble, prepare
from tests.pdf.conftest import opened, unpacked

Change = Callable[[pikepdf.Pdf], None]


def made_of(change: Change, pages: int = 2) -> Prepared:
    """A PDF with some empty pages, changed."""
    pdf, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 100))
    change(pdf)
    pdf.save(out)
    return prepare(out.getvalue())


def with_annotations(*annotations: Dictionary) -> Change:
    """They are on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        common = {"/Type": Name.Annot, "/Rect": Array([10, 10, 50, 30])}
        items = [pdf.make_indirect(Dictionary({**common, **dict(annotation)})) for annotation in annotations]
        pdf.pages[0].obj["/Annots"] = Array(items)

    return change


def link(**entries: object) -> Dictionary:
    return Dictionary(Subtype=Name.Link, **entries)


def uri(address: str, **more: object) -> Dictionary:
    return Dictionary(S=Name.URI, URI=address, **more)


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert('secret')")


def test_named_destinations_that_collide() -> None:
    """The same name in two parts leads to each part's own place, by link and by the name itself."""

    def change(pdf: pikepdf.Pdf) -> None:
        target = Array([pdf.pages[1].obj, Name.XYZ, 0, 50, 0])
        names = NameTree.new(pdf)
        names["place"] = target
        pdf.Root["/Names"] = Dictionary(Dests=names.obj)
        with_annotations(link(Dest="place"), link(A=Dictionary(S=Name.GoTo, D="place")))(pdf)

    part = made_of(change)
    with opened(assemble([part, part]).pdf) as pdf:
        for first in (0, 2):
            for annotation in pdf.pages[first].obj.Annots:
                assert annotation.Dest[0] == pdf.pages[first + 1].obj
                assert list(annotation.Dest)[1:] == [Name.XYZ, 0, 50, 0]
        named = NameTree(pdf.Root.Names.Dests)
        assert [named[key][0] for key in ("place", "place~2")] == [pdf.pages[1].obj, pdf.pages[3].obj]


def test_a_link_to_a_page_left_out_is_reported() -> None:
    """It is no link of the book; the one beside it is."""

    def change(pdf: pikepdf.Pdf) -> None:
        with_annotations(link(Dest=Array([pdf.pages[1].obj, Name.Fit])), link(A=uri("https://example.org")))(pdf)

    made = assemble([made_of(change).select("1")])
    assert made.notes == ("Part 1: links to pages that are not in the book were left out (1).",)
    with opened(made.pdf) as pdf:
        assert [str(annotation.A.URI) for annotation in pdf.pages[0].obj.Annots] == ["https://example.org"]


def test_a_button_to_a_page_left_out_loses_its_action() -> None:
    """The button stays, without an action that would lead nowhere, and that is said."""

    def change(pdf: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit]))
        button = Dictionary(Subtype=Name.Widget, FT=Name.Btn, Ff=1 << 16, T="go", A=action)
        with_annotations(button)(pdf)
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]))

    part = made_of(change)
    made = assemble([part.select("1")])
    assert "actions that lead to pages not in the book were left out" in made.notes[0]
    with opened(made.pdf) as pdf:
        assert "/A" not in pdf.pages[0].obj.Annots[0]
    with opened(assemble([part]).pdf) as pdf:
        assert pdf.pages[0].obj.Annots[0].A.D[0] == pdf.pages[1].obj


def test_actions_after_each_other() -> None:
    """Of a chain the harmless ones stay, in their order; what does not is said."""
    chain = uri("https://a.example", Next=Array([SCRIPT, uri("https://b.example", Next=Dictionary(S=Name.Launch))]))
    made = assemble([made_of(with_annotations(link(A=chain)))])
    assert made.notes == ("Part 1: scripts and Launch actions were left out (1).",)
    with opened(made.pdf) as pdf:
        action = pdf.pages[0].obj.Annots[0].A
        assert [str(action.URI), [str(item.URI) for item in action.Next]] == [
            "https://a.example",
            ["https://b.example"],
        ]
    assert b"secret" not in unpacked(made.pdf)


@pytest.mark.parametrize("kind", ["JavaScript", "Launch", "ImportData", "GoToE", "GoTo3DView", "Nonsense"])
def test_actions_that_stay_out(kind: str) -> None:
    """Those that run, open or read something are left out of links, bookmarks and buttons, and named."""
    action = Dictionary(S=Name("/" + kind), F="secret", JS="secret")

    def change(pdf: pikepdf.Pdf) -> None:
        with_annotations(link(A=action), Dictionary(Subtype=Name.Widget, FT=Name.Btn, T="b", A=action))(pdf)
        pdf.Root["/OpenAction"] = action

    made = assemble([made_of(change)])
    assert ("scripts" if kind == "JavaScript" else kind) in made.notes[0] or "scripts" in made.notes[0]
    assert any("when it is opened" in note for note in made.notes)
    assert b"secret" not in unpacked(made.pdf)


@pytest.mark.parametrize("kind", ["GoToR", "Named", "ResetForm", "SubmitForm", "Hide", "Sound", "Movie", "Trans"])
def test_actions_that_stay(kind: str) -> None:
    """Those that follow a link or change what is shown are kept."""
    with opened(assemble([made_of(with_annotations(link(A=Dictionary(S=Name("/" + kind), Q=5))))]).pdf) as pdf:
        action = pdf.pages[0].obj.Annots[0].A
        assert (str(action.S), action.Q) == ("/" + kind, 5)


def test_media_and_3d_run_nothing() -> None:
    """A rendition's script, that of a 3D model, and those of rich media are out; the media stay."""

    def change(pdf: pikepdf.Pdf) -> None:
        model = Stream(pdf, b"model", Type=Name("/3D"), OnInstantiate=pdf.make_indirect(Stream(pdf, b"secret 1")))
        settings = Dictionary(Activation=Dictionary(Scripts=Array([Dictionary(F="secret 2")]), Condition=Name.XA))
        rendition = Dictionary(S=Name.Rendition, JS="secret 3", OP=0)
        with_annotations(
            Dictionary({"/Subtype": Name("/3D"), "/3DD": pdf.make_indirect(model)}),
            Dictionary(Subtype=Name.RichMedia, RichMediaSettings=pdf.make_indirect(settings)),
            Dictionary(Subtype=Name.Screen, A=rendition, AA=Dictionary(PO=SCRIPT)),
        )(pdf)

    made = assemble([made_of(change)], options=BookOptions(keep_form_scripts=True))
    data = unpacked(made.pdf)
    assert b"model" in data
    assert b"secret" not in data
    with opened(made.pdf) as pdf:
        assert [str(item.Subtype) for item in pdf.pages[0].obj.Annots] == ["/3D", "/RichMedia", "/Screen"]
        assert pdf.pages[0].obj.Annots[1].RichMediaSettings.Activation.Condition == Name.XA
    assert any("3D" in note for note in made.notes)


def test_annotations_keep_to_each_other() -> None:
    """A popup, a reply, ink, a file: all there, and tied together within each copy."""

    def change(pdf: pikepdf.Pdf) -> None:
        file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F="a.txt", EF=Dictionary(F=Stream(pdf, b"attached"))))
        kinds = [
            Dictionary(Subtype=Name.Text, Contents="note"),
            Dictionary(Subtype=Name.Popup, Open=True),
            Dictionary(Subtype=Name.Text, Contents="reply", RT=Name.R),
            Dictionary(Subtype=Name.Ink, InkList=Array([Array([1, 2, 3, 4])])),
            Dictionary(Subtype=Name.FileAttachment, FS=file),
        ]
        with_annotations(*kinds)(pdf)
        note, popup, reply = list(pdf.pages[0].obj.Annots)[:3]
        note["/Popup"], popup["/Parent"], reply["/IRT"] = popup, note, note
        note["/P"] = pdf.pages[0].obj

    part = made_of(change)
    with opened(assemble([part, part]).pdf) as pdf:
        seen = set()
        for index in (0, 2):
            note, popup, reply, ink, file = pdf.pages[index].obj.Annots
            assert (note.Popup, popup.Parent, reply.IRT, note.P) == (popup, note, note, pdf.pages[index].obj)
            assert [list(line) for line in ink.InkList] == [[1, 2, 3, 4]]
            assert file.FS.EF.F.read_bytes() == b"attached"
            seen.add(note.objgen)
        assert len(seen) == 2


def test_a_popup_of_what_is_left_out_brings_nothing() -> None:
    """A reply to a note on another page does not bring the note."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[1, 1, 2, 2], Contents="secret"))
        pdf.pages[1].obj["/Annots"] = Array([note])
        with_annotations(Dictionary(Subtype=Name.Text, IRT=note))(pdf)

    assert b"secret" not in unpacked(assemble([made_of(change).select("1")]).pdf)


def test_what_pages_have_besides_content() -> None:
    """Boxes, rotation, unit, transition, thumbnail, private data, metadata stay; what runs or leads away does not."""

    def change(pdf: pikepdf.Pdf) -> None:
        page, other = pdf.pages[0].obj, pdf.pages[1].obj
        for place, key in enumerate(("CropBox", "BleedBox", "TrimBox", "ArtBox")):
            page["/" + key] = Array([place, place, 100, 90])
        page["/Rotate"], page["/UserUnit"], page["/Tabs"] = 90, 2, Name.S
        page["/Trans"] = Dictionary(S=Name.Wipe)
        page["/Thumb"] = Stream(pdf, b"\0", Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
        page["/PieceInfo"] = Dictionary(X=Dictionary(Private=1))
        page["/Metadata"] = Stream(pdf, b"<x/>", Type=Name.Metadata, Subtype=Name.XML)
        page["/AA"] = Dictionary(O=SCRIPT)
        page["/PresSteps"] = Dictionary(Type=Name.NavNode, NA=SCRIPT)
        page["/B"] = Array([pdf.make_indirect(Dictionary(T=Dictionary(I=Dictionary(Title="secret")), P=other))])
        page["/DPart"] = pdf.make_indirect(Dictionary(DPM=Dictionary(Name="secret"), Start=other))

    made = assemble([made_of(change).select("1", rotate=90)])
    with opened(made.pdf) as pdf:
        page = pdf.pages[0].obj
        assert [list(page["/" + key]) for key in ("CropBox", "ArtBox")] == [[0, 0, 100, 90], [3, 3, 100, 90]]
        assert (page.Rotate, page.UserUnit, page.Tabs, page.Trans.S) == (180, 2, Name.S, Name.Wipe)
        assert page.Thumb.read_bytes() == b"\0"
        assert page.PieceInfo.X.Private == 1
        assert page.Metadata.read_bytes() == b"<x/>"
    assert b"secret" not in unpacked(made.pdf)
    assert [note.partition(": ")[2] for note in made.notes] == [
        "what pages do when they are shown was left out (1).",
        "the threads of articles were left out (1).",
    ]


def test_layers_keep_their_configuration() -> None:
    """On and off, order, radio-button groups, usage and locks, of each copy by itself; a base state of off too."""

    def change(pdf: pikepdf.Pdf) -> None:
        one, two, unused = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("1", "2", "3"))
        pdf.pages[0].obj["/Resources"] = Dictionary(Properties=Dictionary(A=one, B=two))
        usage = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([one, unused]))
        default = Dictionary(
            {
                "/BaseState": Name.OFF,
                "/ON": Array([two]),
                "/Order": Array(["All", Array([one, two, unused])]),
                "/RBGroups": Array([Array([one, two])]),
                "/AS": Array([usage]),
                "/Locked": Array([one]),
            }
        )
        pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([one, two, unused]), D=default)

    part = made_of(change)
    with opened(assemble([part, part]).pdf) as pdf:
        layers = pdf.Root.OCProperties
        groups = [
            (page.Resources.Properties.A, page.Resources.Properties.B) for page in (pdf.pages[0].obj, pdf.pages[2].obj)
        ]
        assert list(layers.OCGs) == [group for pair in groups for group in pair]
        assert list(layers.D.OFF) == [one for one, _ in groups]
        assert [list(items) for items in layers.D.RBGroups] == [list(pair) for pair in groups]
        assert list(layers.D.Locked) == [one for one, _ in groups]
        assert [[list(item.OCGs), item.Event] for item in layers.D.AS] == [[[one], Name.Print] for one, _ in groups]
        assert [item if isinstance(item, pikepdf.Array) else str(item) for item in layers.D.Order][::2] == [
            "All",
            "All",
        ]


def tagged(pdf: pikepdf.Pdf) -> None:
    """A structure tree with everything that its root can have."""
    page, root = pdf.pages[0].obj, pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS="http://example.org", RoleMapNS=Dictionary(X=Name.P)))
    head = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TH, P=root, Pg=page, K=0, ID="head", NS=space))
    cell = pdf.make_indirect(
        Dictionary(
            {
                "/Type": Name.StructElem,
                "/S": Name.Mine,
                "/P": root,
                "/Pg": page,
                "/K": Array([1]),
                "/C": Name.Wide,
                "/Lang": "fr",
                "/A": Dictionary(O=Name.Table, Headers=Array(["head"])),
                "/AF": Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F="data.csv"))]),
            }
        )
    )
    parents, ids = NumberTree.new(pdf), NameTree.new(pdf)
    parents[0], ids["head"] = pdf.make_indirect(Array([head, cell])), head
    root["/K"], root["/ParentTree"], root["/IDTree"] = Array([head, cell]), parents.obj, ids.obj
    root["/RoleMap"], root["/ClassMap"] = Dictionary(Mine=Name.TD), Dictionary(Wide=Dictionary(O=Name.Layout, Width=9))
    root["/Namespaces"] = Array([space])
    lexicon = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F="words.pls", EF=Dictionary(F=Stream(pdf, b"<lexicon/>")))
    )
    root["/PronunciationLexicon"] = Array([lexicon])
    page["/StructParents"] = 0
    page["/Contents"] = Stream(pdf, b"/TH <</MCID 0>> BDC EMC /TD <</MCID 1>> BDC EMC")
    pdf.Root["/StructTreeRoot"], pdf.Root["/MarkInfo"], pdf.Root["/Lang"] = root, Dictionary(Marked=True), "de"


def test_structure_of_two_parts() -> None:
    """Elements, roles, classes, identifiers, namespaces, lexicons and languages of both, and a parent tree for all."""

    def other(pdf: pikepdf.Pdf) -> None:
        tagged(pdf)
        pdf.Root["/Lang"] = "it"
        pdf.Root.StructTreeRoot["/RoleMap"] = Dictionary(Mine=Name.LI)
        pdf.Root.StructTreeRoot["/ClassMap"] = Dictionary(Wide=Dictionary(O=Name.Layout, Width=7))

    with opened(assemble([made_of(tagged), made_of(other)]).pdf) as pdf:
        root = pdf.Root.StructTreeRoot
        assert [str(element.Lang) for element in root.K] == ["de", "fr", "it", "fr"]
        assert [str(root.RoleMap[str(element.S)]) for element in root.K if element.S != "/TH"] == ["/TD", "/LI"]
        assert [int(root.ClassMap[str(element.C)].Width) for element in root.K if "/C" in element] == [9, 7]
        ids = NameTree(root.IDTree)
        assert {str(key): element for key, element in ids.items()} == {"head": root.K[0], "head~": root.K[2]}
        assert [str(element.A.Headers[0]) for element in root.K if "/A" in element] == ["head", "head~"]
        assert all(element.AF[0].F == "data.csv" for element in root.K if "/A" in element)
        parents = NumberTree(root.ParentTree)
        keys = [int(pdf.pages[index].obj.StructParents) for index in (0, 2)]
        assert [list(parents[key]) for key in keys] == [list(root.K)[:2], list(root.K)[2:]]
        assert len(root.Namespaces) == len(root.PronunciationLexicon) == 1
        assert root.Namespaces[0] == root.K[0].NS
        assert pdf.Root.MarkInfo.Marked
        assert "/Lang" not in pdf.Root


def test_calculation_order_and_default_resources() -> None:
    """The order has the fields of both parts; equally named fonts that differ get names of their own."""

    def form(font: str) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            event = Dictionary(C=Dictionary(S=Name.JavaScript, JS="sum()"))
            fields = [Dictionary(Subtype=Name.Widget, FT=Name.Tx, T=name, DA="/F 9 Tf 0 g", AA=event) for name in "ab"]
            with_annotations(*fields)(pdf)
            widgets = list(pdf.pages[0].obj.Annots)
            resources = Dictionary(
                Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(font)))
            )
            pdf.Root["/AcroForm"] = Dictionary(Fields=Array(widgets), CO=Array(widgets[::-1]), DR=resources)

        return change

    parts = [made_of(form("/Helvetica")), made_of(form("/Courier"))]
    with opened(assemble(parts, options=BookOptions(keep_form_scripts=True)).pdf) as pdf:
        root = pdf.Root.AcroForm
        assert [str(field.T) for field in root.CO] == ["b", "a", "b~2", "a~2"]
        fonts = {str(field.T): root.DR.Font["/" + str(field.DA).split()[0][1:]].BaseFont for field in root.Fields}
        assert fonts == {"a": "/Helvetica", "b": "/Helvetica", "a~2": "/Courier", "b~2": "/Courier"}
        assert all(field.AA.C.JS == "sum()" for field in root.Fields)
    with opened(assemble(parts).pdf) as pdf:
        assert not any("/AA" in field for field in pdf.Root.AcroForm.Fields)


def test_attached_and_associated_files() -> None:
    """Files of equal names are both there, and stay associated with the document, as pikepdf writes them."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, b"one")
        pdf.Root["/AF"] = Array([NameTree(pdf.Root.Names.EmbeddedFiles)["a.txt"]])

    def other(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, b"two")

    parts = [made_of(change), made_of(other)]
    with opened(assemble(parts).pdf) as pdf:
        assert {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()} == {
            "a.txt": b"one",
            "a.txt~2": b"two",
        }
        assert [file.EF.F.read_bytes() for file in pdf.Root.AF] == [b"one", b"two"]
    some = assemble([part.select("1") for part in parts])
    assert b"one" not in unpacked(some.pdf)
    assert "attached files were left out" in some.notes[0]


def test_bookmarks_with_every_kind_of_target() -> None:
    """Pages, names, addresses and mere headings, with their color, style and state, below the part's title."""

    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            chapter = pikepdf.OutlineItem("Chapter", 0)
            chapter.children.append(pikepdf.OutlineItem("Section", 1))
            outline.root.append(chapter)
            outline.root.append(pikepdf.OutlineItem("Site", action=uri("https://example.org")))
            outline.root.append(pikepdf.OutlineItem("Run", action=Dictionary(S=Name.Launch, F="secret")))
        first = pdf.Root.Outlines.First
        first["/C"], first["/F"] = Array([1, 0, 0]), 2

    made = assemble([made_of(change).part().titled("Part")])
    with opened(made.pdf) as pdf, pdf.open_outline() as outline:
        title = outline.root[0]
        assert [item.title for item in title.children] == ["Chapter", "Site", "Run"]
        assert [item.title for item in title.children[0].children] == ["Section"]
        first = title.children[0].obj
        assert (first.F, list(first.C), first.First.Dest[0]) == (2, [1, 0, 0], pdf.pages[1].obj)
        assert title.children[1].obj.A.URI == "https://example.org"
        assert "/A" not in title.children[2].obj
    assert "Launch actions were left out" in made.notes[0]
