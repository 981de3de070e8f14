"""The demo, made once for all tests of this file: its content, its books, and that it never mixes with real work."""

from __future__ import annotations

import importlib
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest

from booklet.demo import FOLDER, LAST_QUARTER, REVIEW, WELCOME_KIT, make_demo
from booklet.errors import AlreadyExists
from booklet.model import AttributeType, GenerationStatus
from booklet.page_types import page_types
from booklet.workspace import Workspace


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("demo"))
    make_demo(workspace)
    return workspace


def _book(workspace: Workspace, book: str, customer: str) -> pypdf.PdfReader:
    (made,) = workspace.generations.find(book=book, customer=customer)
    return pypdf.PdfReader(io.BytesIO(workspace.output(made.id)))


def test_it_has_twelve_customers_and_eight_quarters(demo: Workspace) -> None:
    """There is enough to look at: customers, quarters, attributes of all types."""
    definitions = demo.attributes.definitions()
    history = demo.attributes.history()
    assert len(demo.customers.all()) == 12
    assert len(set(history["quarter"])) == 8
    assert len(definitions) >= 15
    assert {definition.type for definition in definitions} == set(AttributeType)


def test_its_books_use_every_page_type(demo: Workspace) -> None:
    """Whoever wants to know what a page type does finds it in use."""
    pages = [page for name in (REVIEW, WELCOME_KIT) for page in demo.books.get(name).pages]
    layouts = [page.config.get("layout") for page in pages]
    takes = [page.config.get("take") for page in pages]
    assert {page.type for page in pages} == {kind.name for kind in page_types()}
    assert {"text", "cover"} <= set(layouts)
    assert {"first", "all"} <= set(takes)
    assert {page.config.get("ask") for page in pages if page.type == "worksheet"} == {True, False}


def test_nothing_is_wrong_with_its_books(demo: Workspace) -> None:
    """No problem, not even a warning, for anybody."""
    for name in (REVIEW, WELCOME_KIT):
        version = demo.books.get(name)
        assert demo.check_book(version.pages, version.settings) == ()
    logs = [event for made in demo.generations.find() for event in demo.generations.events(made.id)]
    assert len(logs) > 24
    assert [event for event in logs if event.severity != "info"] == []


def test_all_books_of_the_last_quarter_are_made(demo: Workspace) -> None:
    """Each customer has both books."""
    made = demo.generations.find(quarter=LAST_QUARTER, status=GenerationStatus.MADE)
    assert len(made) == 24
    assert {(one.book, one.customer) for one in made} == {
        (book, customer.name) for book in (REVIEW, WELCOME_KIT) for customer in demo.customers.all()
    }


def test_each_book_speaks_of_its_own_customer_only(demo: Workspace) -> None:
    """A customer's name is on his books, and on nobody else's."""
    names = [customer.name for customer in demo.customers.all()]
    for customer in names[:4]:
        for book in (REVIEW, WELCOME_KIT):
            words = " ".join(page.extract_text() for page in _book(demo, book, customer).pages)
            found = [name for name in names if name in " ".join(words.split())]
            assert found == [customer]


def test_the_form_is_filled_and_still_fillable(demo: Workspace) -> None:
    """Another library reads back the customer's name, number and kind of company."""
    fields = _book(demo, WELCOME_KIT, "Cobalt Ridge Engineering").get_fields() or {}
    values = {name.rsplit(".", 1)[-1]: field.get("/V") for name, field in fields.items()}
    assert values["f1_01_0_[0]"] == "Cobalt Ridge Engineering"
    assert (values["TextField2[2]"], values["TextField2[3]"]) == ("00", "7316640")
    assert values["c1_01[1]"] == "/2"


def test_choices_follow_the_figures(demo: Workspace) -> None:
    """Who does well is told so; who has not signed gets the reminder, and a kit that is marked as a draft."""
    good = demo.plan(REVIEW, "Alder Creek Veterinary Group", LAST_QUARTER)
    late = demo.plan(REVIEW, "Lindqvist Orchards", LAST_QUARTER)
    chosen = [[page.choice.chosen for page in plan.pages if page.choice] for plan in (good, late)]
    assert chosen[0] == [("Nothing",), ("Gold",)]
    assert chosen[1][0][0] == "Documents"
    assert "DRAFT" in _book(demo, WELCOME_KIT, "Lindqvist Orchards").pages[2].extract_text()
    assert "DRAFT" not in _book(demo, WELCOME_KIT, "Alder Creek Veterinary Group").pages[2].extract_text()


def test_a_statement_adds_up(demo: Workspace) -> None:
    """What there was, came in, went out and was earned gives what there is; the workbook is kept to hand in again."""
    path = Path(demo.folder) / "statements" / f"Hollis Precision Tooling {LAST_QUARTER}.xlsx"
    sheet = openpyxl.load_workbook(path)["Account and history"]
    amounts = [Decimal(str(sheet[f"F{row}"].value)) for row in range(6, 11)]
    assert sum(amounts[:4]).quantize(Decimal("0.01")) == amounts[4].quantize(Decimal("0.01"))
    assert amounts[4] == demo.attributes.values("Hollis Precision Tooling", LAST_QUARTER)["assets"]


@pytest.mark.parametrize(
    ("module", "file"),
    [
        ("brochure_investments", "investment-guide.pdf"),
        ("brochure_sponsor", "sponsor-guide.pdf"),
        ("brochure_plans", "service-plans.pdf"),
    ],
)
def test_brochures_are_what_their_scripts_draw(
    module: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PDFs kept in git are not behind their scripts, and have an outline and links to try books with."""
    monkeypatch.syspath_prepend(FOLDER)
    importlib.import_module(module).draw(tmp_path / file)
    drawn, kept = (pypdf.PdfReader(folder / file) for folder in (tmp_path, FOLDER))
    assert [page.extract_text() for page in drawn.pages] == [page.extract_text() for page in kept.pages]
    assert len(kept.outline) == len(kept.pages)
    assert any(page.annotations for page in kept.pages)


def test_a_workspace_in_use_is_left_alone(tmp_path: Path) -> None:
    """The demo refuses with a sentence and changes nothing."""
    workspace = Workspace(tmp_path)
    workspace.customers.add("Acme Corp")
    with pytest.raises(AlreadyExists, match="has customers already"):
        make_demo(workspace)
    assert [customer.name for customer in workspace.customers.all()] == ["Acme Corp"]
    assert (workspace.uploads.all(), workspace.books.all(), workspace.attributes.definitions()) == ([], [], [])


def test_an_interrupted_demo_can_be_made_again(tmp_path: Path) -> None:
    """Whoever closes the browser while the books are being saved presses the button once more."""

    def close_the_tab(_done: int, _total: int, what: str) -> None:
        if what.startswith("Recording"):
            raise KeyboardInterrupt

    workspace = Workspace(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        make_demo(workspace, on_progress=close_the_tab)
    make_demo(workspace, make_books=False)
    assert len(workspace.customers.all()) == 12
    assert len(workspace.books.versions(REVIEW)) == 1
    assert len(workspace.uploads.all()) == 5


def test_progress_goes_to_the_end(tmp_path: Path) -> None:
    """A progress bar that shows the demo's steps begins empty and ends full."""
    steps: list[tuple[int, int]] = []
    make_demo(Workspace(tmp_path), make_books=False, on_progress=lambda done, total, _: steps.append((done, total)))
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1]
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
