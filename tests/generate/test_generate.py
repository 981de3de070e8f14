"""From a definition to a published book: the same bytes, a record, and nothing half done."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdf
import pytest

from booklet import BookSettings, Page, Workspace
from booklet.errors import GenerationFailed, NotFound, PreflightFailed
from booklet.generate import one, verify
from booklet.generate.states import BookState
from booklet.model import GenerationStatus
from tests.conftest import DEMO, QUARTER, W9_BUSINESS, W9_CORPORATION, W9_NAME


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_a_book_has_what_was_asked_for(workspace: Workspace) -> None:
    """Values, outline nested under titles, links, form fields and running lines, read back by another library."""
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    reader = read(made.pdf)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == made.page_count
    assert "$1,250,000" in text
    assert "All of Gold for Acme Corp" in text
    assert f"{made.page_count} of {made.page_count}" in text
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles == ["Contents", "Letter", "Investments", "W-9", "Gold plan", "Time card"]
    fields = reader.get_fields() or {}
    assert "Acme Corp" in {str(field.get("/V")) for field in fields.values()}
    assert reader.metadata is not None
    assert reader.metadata.title == "Review for Acme Corp"


def test_links_of_the_contents_lead_to_their_pages(workspace: Workspace) -> None:
    """Each link's destination is the page that the plan says."""
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    plan = workspace.plan("Review", "Acme Corp", QUARTER)
    reader = read(made.pdf)
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}  # type: ignore[union-attr]
    targets = set()
    for annotation in reader.pages[1].get("/Annots", []):
        link = annotation.get_object()
        target = link.get("/Dest") or link["/A"]["/D"]
        targets.add(numbers[target[0].idnum])
    assert {page.first_page for page in plan.pages if page.title in ("Letter", "W-9", "Time card")} <= targets


def test_the_same_snapshot_gives_the_same_bytes_without_work(workspace: Workspace) -> None:
    """A second call returns the first output; forced, it makes the same bytes again."""
    first = workspace.generate("Review", "Acme Corp", QUARTER)
    second = workspace.generate("Review", "Acme Corp", QUARTER)
    forced = workspace.generate("Review", "Acme Corp", QUARTER, force=True)
    assert second.reused
    assert second.id == first.id
    assert not forced.reused
    assert forced.sha256 == first.sha256


def test_the_same_bytes_in_another_process(workspace: Workspace) -> None:
    """Whatever the hash seed is."""
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    code = (
        "import sys; from booklet import Workspace, Quarter; "
        "print(Workspace(sys.argv[1]).generate('Review', 'Acme Corp', Quarter(2026, 3), force=True).sha256)"
    )
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", code, str(workspace.folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.strip() == made.sha256


def test_the_bytes_do_not_depend_on_what_was_drawn_before(workspace: Workspace) -> None:
    """A letter made after a worksheet is the letter that a fresh process makes: reportlab's fonts are the process's."""
    workspace.generate("Review", "Acme Corp", QUARTER)  # text, then a worksheet in the same typefaces
    workspace.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "# An efficient office\n\nfor all 😀"})])
    made = workspace.generate("Letter", "Acme Corp", QUARTER)
    code = (
        "import sys; from booklet import Workspace, Quarter; "
        "print(Workspace(sys.argv[1]).generate('Letter', 'Acme Corp', Quarter(2026, 3), force=True).sha256)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(workspace.folder)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == made.sha256


def test_running_lines_never_show_empty_boxes(workspace: Workspace) -> None:
    """A name that only some fonts have is set in those; letters that none has stop the book, told once."""
    workspace.customers.rename("Acme Corp", "Acme 漢字")
    settings = BookSettings(header="{{ customer }} {{ adviser }}", watermark="{{ customer }}")
    workspace.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear"})], settings=settings)
    made = workspace.generate("Letter", "Acme 漢字", QUARTER)
    assert read(made.pdf).pages[0].extract_text().count("漢") == 2
    workspace.attributes.set("Acme 漢字", QUARTER, {"adviser": "Ann \U0010fffd"})
    with pytest.raises(PreflightFailed, match=r"U\+10FFFD") as failed:
        workspace.generate("Letter", "Acme 漢字", QUARTER)
    assert len(failed.value.problems) == 1


def test_nothing_of_another_customer_is_in_a_book(workspace: Workspace) -> None:
    """Neither values nor pages that a choice left out, with all streams unpacked."""
    workspace.attributes.set("Bolt & Co", QUARTER, {"assets": 777_000, "adviser": "Zoe Quill", "incorporated": False})
    workspace.generate("Review", "Acme Corp", QUARTER)
    made = workspace.generate("Review", "Bolt & Co", QUARTER)
    import pikepdf

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        unpacked = io.BytesIO()
        pdf.save(unpacked, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    text = "".join(page.extract_text() for page in read(made.pdf).pages)
    for foreign in ("Acme", "Ann Lee", "1,250,000", "All of Gold"):
        assert foreign.encode() not in unpacked.getvalue()
        assert foreign not in text
    assert "777,000" in text


def test_equal_workbooks_of_two_customers_keep_their_own_names(workspace: Workspace, tmp_path: Path) -> None:
    """A sheet may print its file's name: with what was drawn for one customer, the other's would be in the book."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Fees"
    book.active.oddFooter.left.text = "&F"
    for name in ("acme-fees.xlsx", "bolt-fees.xlsx"):
        book.save(tmp_path / name)
        (tmp_path / name).write_bytes((tmp_path / "acme-fees.xlsx").read_bytes())
    workspace.books.save("Asks", pages=[Page("worksheet", "Fees", {"ask": True})])
    for customer, name in (("Acme Corp", "acme-fees.xlsx"), ("Bolt & Co", "bolt-fees.xlsx")):
        made = workspace.generate("Asks", customer, QUARTER, workbooks={"Fees": tmp_path / name})
        assert name in read(made.pdf).pages[0].extract_text()


def test_two_forms_with_equal_fields_keep_their_own_values(workspace: Workspace) -> None:
    """The same form twice in one book."""
    pages = [
        Page("form", title, {"upload": "fw9.pdf", "pages": "1", "fields": {W9_NAME: value}})
        for title, value in (("First", "Alpha"), ("Second", "Omega"))
    ]
    workspace.books.save("Twice", pages=pages)
    made = workspace.generate("Twice", "Acme Corp", QUARTER)
    values = [str(field.get("/V")) for field in (read(made.pdf).get_fields() or {}).values()]
    assert values.count("Alpha") == 1
    assert values.count("Omega") == 1


def test_preflight_names_every_problem_and_stops_the_generation(workspace: Workspace) -> None:
    """For all customers at once; the record has it, and no file is there."""
    problems = workspace.preflight("Review", None, QUARTER)
    assert {problem.customer for problem in problems if problem.is_error} == {"Bolt & Co"}
    assert {problem.subject for problem in problems if problem.is_error} == {"assets", "incorporated"}
    with pytest.raises(PreflightFailed) as stopped:
        workspace.generate("Review", "Bolt & Co", QUARTER)
    assert len([problem for problem in stopped.value.problems if problem.is_error]) == 2
    assert workspace.generations.find()[0].status is GenerationStatus.FAILED


def test_a_required_attribute_is_missed_even_where_no_page_uses_it(workspace: Workspace) -> None:
    """Required means required."""
    workspace.books.save("Plain", pages=[Page("text", "Letter", {"markdown": "Hello"})])
    workspace.customers.add("Newcomer")
    errors = [problem for problem in workspace.preflight("Plain", "Newcomer", QUARTER) if problem.is_error]
    assert [problem.subject for problem in errors] == ["plan"]


def test_verify_rebuilds_from_the_snapshot_alone(workspace: Workspace) -> None:
    """Though values, book and uploads have moved on since."""
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    workspace.attributes.set("Acme Corp", QUARTER, {"assets": 5})
    workspace.uploads.replace("investment-guide.pdf", DEMO / "service-plans.pdf")
    workspace.customers.rename("Acme Corp", "Acme Inc")
    assert workspace.verify(made.id).same
    assert workspace.output(made.id) == made.pdf


def test_verify_does_not_depend_on_the_order_of_a_mapping(workspace: Workspace) -> None:
    """A form whose fields were mapped in the order of the page, which is not the alphabet's."""
    fields = {W9_NAME: "{{ customer }}", W9_CORPORATION: "yes", W9_BUSINESS: "{{ adviser }}"}
    assert list(fields) != sorted(fields)
    for flatten in (False, True):
        config = {"upload": "fw9.pdf", "pages": "1", "fields": fields, "flatten": flatten}
        workspace.books.save("Form", pages=[Page("form", "W-9", config)])
        assert workspace.verify(workspace.generate("Form", "Acme Corp", QUARTER).id).same


def test_verify_finds_a_file_that_rotted(workspace: Workspace) -> None:
    """One changed byte is enough: of a piece that the kept book shares, or of what is its own."""
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    places = [*workspace.folder.glob("files/pieces/??/*"), *workspace.folder.glob("files/??/*.pieces")]
    assert len(places) > 1
    for place in places:
        data = place.read_bytes()
        place.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        assert "kept book is not what it was" in workspace.verify(made.id).message
        place.write_bytes(data)
        assert workspace.verify(made.id).same


def test_verify_says_what_has_moved(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool with its versions; where none has, what no snapshot holds: LibreOffice, if there is a workbook."""
    made = {book: _of_two_kinds(workspace, book) for book in ("Letter", "Sheet")}
    monkeypatch.setattr(verify, "build", lambda plan: replace(one.build(plan), sha256="0" * 64))
    assert "LibreOffice" not in workspace.verify(made["Letter"]).message
    assert "another LibreOffice or other fonts" in workspace.verify(made["Sheet"]).message
    now = verify.engine_versions()
    assert {"uharfbuzz", "fonttools", "zlib"} <= set(now)
    monkeypatch.setattr(verify, "engine_versions", lambda: {**now, "zlib": "9.9"})
    assert f"zlib {now['zlib']}, now 9.9" in workspace.verify(made["Letter"]).message


def _of_two_kinds(workspace: Workspace, book: str) -> str:
    letter, sheet = Page("text", "T", {"markdown": "Dear"}), Page("worksheet", "S", {"upload": "time-card.xltx"})
    page = letter if book == "Letter" else sheet
    workspace.books.save(book, pages=[page])
    return workspace.generate(book, "Acme Corp", QUARTER).id


def test_a_newer_file_replaces_an_upload_in_all_books(workspace: Workspace) -> None:
    """As a new version of each; books already made stay what they are."""
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    before = made.pdf
    upload, versions = workspace.uploads.replace("investment-guide.pdf", DEMO / "sponsor-guide.pdf")
    assert [version.number for version in versions] == [2]
    assert upload.id in versions[0].pages[3].upload_ids()
    assert workspace.output(made.id) == before
    assert workspace.generate("Review", "Acme Corp", QUARTER).sha256 != made.sha256


def test_states_of_a_quarter(workspace: Workspace) -> None:
    """To do, made, out of date."""
    workspace.generate("Review", "Acme Corp", QUARTER)
    standing = {one.customer.name: one.state for one in workspace.states(QUARTER)}
    assert standing == {"Acme Corp": BookState.MADE, "Bolt & Co": BookState.TO_DO}
    workspace.attributes.set("Acme Corp", QUARTER, {"assets": 2})
    assert workspace.states(QUARTER)[0].state is BookState.OUT_OF_DATE


def test_a_workbook_is_handed_in_once_a_quarter(workspace: Workspace) -> None:
    """The next run of the same book and quarter has it already; another quarter asks again."""
    workspace.books.save("Asks", pages=[Page("worksheet", "Statement", {"ask": True})])
    first = workspace.generate("Asks", "Acme Corp", QUARTER, workbooks={"Statement": DEMO / "time-card.xltx"})
    assert workspace.generate("Asks", "Acme Corp", QUARTER).id == first.id
    assert workspace.plan("Asks", "Acme Corp", QUARTER).pages[0].given == {first.snapshot.pages[0].id: "time-card.xltx"}
    standing = {one.customer.name: one.state for one in workspace.states(QUARTER, book="Asks")}
    assert standing["Acme Corp"] is BookState.MADE
    assert not workspace.plan("Asks", "Acme Corp", QUARTER.next()).ready


def test_progress_is_told_from_nothing_to_all(workspace: Workspace) -> None:
    """Never backwards, and with the page's title."""
    told: list[tuple[int, int, str]] = []
    workspace.generate("Review", "Acme Corp", QUARTER, on_progress=lambda *step: told.append(step))
    done = [step[0] for step in told]
    assert done == sorted(done)
    assert (told[0][0], told[-1][0]) == (0, told[-1][1])
    assert any("Investments" in step[2] for step in told)


class Interrupted(BaseException):
    """As Streamlit's StopException, which a closed tab raises at the next progress update."""


def test_a_closed_tab_leaves_a_record_and_no_file(workspace: Workspace) -> None:
    """A BaseException in the middle: the run is interrupted, nothing was published."""

    def close_the_tab(*step: object) -> None:
        if str(step[-1]).startswith("Putting"):
            raise Interrupted

    files = set(workspace.folder.rglob("*.pdf"))
    with pytest.raises(Interrupted):
        workspace.generate("Review", "Acme Corp", QUARTER, on_progress=close_the_tab)
    assert workspace.generations.find()[0].status is GenerationStatus.INTERRUPTED
    assert set(workspace.folder.rglob("*.pdf")) == files


def test_an_unforeseen_error_is_recorded(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sentence, and the run's number for its log."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(one, "assemble", broken)
    with pytest.raises(GenerationFailed, match="Review for Acme Corp") as failed:
        workspace.generate("Review", "Acme Corp", QUARTER)
    assert workspace.generations.get(failed.value.generation_id).status is GenerationStatus.FAILED


def test_a_killed_process_leaves_a_record_and_no_file(workspace: Workspace) -> None:
    """kill -9 in the middle of a run: the next look at the list says that it was interrupted."""
    code = (
        "import sys, time\n"
        "from booklet import Workspace, Quarter\n"
        "def wait(done, total, what):\n"
        "    if what.startswith('Putting'): print('now', flush=True); time.sleep(60)\n"
        "Workspace(sys.argv[1]).generate('Review', 'Acme Corp', Quarter(2026, 3), on_progress=wait)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(workspace.folder)], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"now\n"
        assert workspace.generations.find()[0].status is GenerationStatus.RUNNING
        running.send_signal(signal.SIGKILL)
    time.sleep(0.1)
    assert workspace.generations.find()[0].status is GenerationStatus.INTERRUPTED
    assert list(workspace.folder.rglob("*.part")) == []


def test_a_batch_goes_on_past_a_failure(workspace: Workspace, tmp_path: Path) -> None:
    """One item, one result, the error inside it; the books that were made are in the folder and the archive."""
    batch = workspace.generate_batch("Review", QUARTER)
    assert [bool(item.made) for item in batch.items] == [True, False]
    assert "Assets is missing" in batch.failed[0].error
    assert [path.name for path in batch.write_folder(tmp_path / "out")] == ["Acme Corp - Review - 2026Q3.pdf"]
    batch.write_zip(tmp_path / "books.zip")
    assert (tmp_path / "books.zip").stat().st_size > batch.made[0].made.bytes  # type: ignore[union-attr]


def test_a_batch_in_processes_gives_the_same_books(workspace: Workspace) -> None:
    """Two workers, the same bytes as one."""
    alone = workspace.generate_batch("Review", QUARTER).items[0].made
    shared = workspace.generate_batch("Review", QUARTER, workers=2, force=True).items[0].made
    assert alone is not None
    assert shared is not None
    assert shared.sha256 == alone.sha256


def test_a_book_with_a_password(workspace: Workspace) -> None:
    """It opens with the password alone; verify compares what is inside."""
    version = workspace.books.get("Review")
    from dataclasses import replace

    workspace.books.save(
        "Review", pages=version.pages, settings=replace(version.settings, open_password="{{ plan }}26")
    )
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    reader = read(made.pdf)
    assert reader.is_encrypted
    assert not reader.decrypt("wrong")
    assert reader.decrypt("Gold26")
    assert workspace.verify(made.id).same


def test_what_a_caller_names_wrongly_is_said(workspace: Workspace) -> None:
    """The nearest book, customer, page or option."""
    for call in (
        lambda: workspace.generate("Reviw", "Acme Corp", QUARTER),
        lambda: workspace.generate("Review", "Acme Crop", QUARTER),
        lambda: workspace.plan("Review", "Acme Corp", QUARTER, workbooks={"Time cart": b""}),
    ):
        with pytest.raises(NotFound, match=r"(?i)did you mean|nearest"):
            call()
