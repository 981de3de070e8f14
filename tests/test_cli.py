"""The commands as a user calls them: whole outputs, sentences on standard error, 0, 1 and 2."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from booklet import Page, Quarter, Workspace
from tests.conftest import DEMO, W9_NAME


def booklet(*arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "booklet", *map(str, arguments)]
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=False)


def test_help_is_for_newcomers() -> None:
    """Each command says what it does."""
    said = booklet("--help").stdout
    for command in ("demo", "generate", "batch", "verify", "export", "sweep", "user", "assemble", "fill", "render"):
        assert command in said
        assert booklet(command, "--help").returncode == 0


def test_generate_and_verify(workspace: Workspace, tmp_path: Path) -> None:
    """A book in a file, and the proof of it by the run's number."""
    out = tmp_path / "acme.pdf"
    at = ("--workspace", workspace.folder)
    made = booklet("generate", "--book", "Review", "--customer", "acme corp", "--quarter", "2026Q3", "--out", out, *at)
    assert made.returncode == 0, made.stderr
    assert len(pypdf.PdfReader(out).pages) == workspace.generations.find()[0].page_count
    proof = booklet("verify", workspace.generations.find()[0].id[:8], *at)
    assert proof.returncode == 0
    assert proof.stdout.startswith("Same")


def test_problems_are_listed_and_nothing_is_written(workspace: Workspace, tmp_path: Path) -> None:
    """Exit 1; each problem with customer, book and page."""
    out = tmp_path / "bolt.pdf"
    failed = booklet(
        *("generate", "--book", "Review", "--customer", "Bolt & Co", "--quarter", "2026Q3", "--out", out),
        *("--workspace", workspace.folder),
    )
    assert failed.returncode == 1
    assert "Assets is missing for Bolt & Co in 2026Q3" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not out.exists()


def test_batch(workspace: Workspace, tmp_path: Path) -> None:
    """A folder of books; exit 1 where some failed."""
    ran = booklet(
        "batch", "--book", "Review", "--quarter", "2026Q3", "--out", tmp_path / "out", "--workspace", workspace.folder
    )
    assert ran.returncode == 1
    assert "1 book in" in ran.stdout
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["Acme Corp - Review - 2026Q3.pdf"]


def test_export_and_sweep(workspace: Workspace, tmp_path: Path) -> None:
    """Plain PDFs of what was made, and what no book has any more removed."""
    made = workspace.generate("Review", "Acme Corp", Quarter(2026, 3))
    at = ("--workspace", workspace.folder)
    ran = booklet("export", "--quarter", "2026Q3", "--out", tmp_path / "out", *at)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [path.read_bytes() for path in (tmp_path / "out").iterdir()] == [made.pdf]
    assert booklet("sweep", *at).stdout == "0 bytes were swept.\n"
    workspace.stores.files.remove(made.sha256)
    assert int(booklet("sweep", *at).stdout.split()[0].replace(",", "")) > 50_000
    gone = booklet("export", "--quarter", "2026Q3", "--out", tmp_path / "out", *at)
    assert gone.returncode == 1
    assert "is gone from the disk. Generate it again" in gone.stderr


def test_a_wrong_call_is_2() -> None:
    """Unknown options and what is no quarter are the call's fault."""
    assert booklet("generate").returncode == 2
    wrong = booklet("batch", "--book", "x", "--quarter", "soon", "--out", "y")
    assert wrong.returncode == 2
    assert "2026Q3" in wrong.stderr


def test_a_workspace_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A mistyped folder is said, whatever was asked of it."""
    at = ("--workspace", tmp_path / "dtaa")
    for command in (
        ("generate", "--book", "B", "--customer", "C", "--quarter", "2026Q3", "--out", tmp_path / "out.pdf"),
        ("batch", "--book", "B", "--quarter", "2026Q3", "--out", tmp_path / "out"),
        ("verify", "1234"),
    ):
        failed = booklet(*command, *at)
        assert failed.returncode == 1
        assert "no workspace in" in failed.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_generated_for_a_place_that_cannot_be_written(workspace: Workspace, tmp_path: Path) -> None:
    """The folder is looked at first."""
    failed = booklet(
        *("generate", "--book", "Review", "--customer", "Acme Corp", "--quarter", "2026Q3"),
        *("--out", tmp_path / "nowhere" / "out.pdf", "--workspace", workspace.folder),
    )
    assert failed.returncode == 1
    assert "nowhere" in failed.stderr
    assert workspace.generations.find() == []


def test_assemble(tmp_path: Path) -> None:
    """PDFs put together; a damaged one is named, and nothing is written."""
    out = tmp_path / "out.pdf"
    assert booklet("assemble", out, DEMO / "fw9.pdf", DEMO / "service-plans.pdf").returncode == 0
    assert len(pypdf.PdfReader(out).pages) == 4 + len(pypdf.PdfReader(DEMO / "service-plans.pdf").pages)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"")
    failed = booklet("assemble", tmp_path / "not.pdf", DEMO / "fw9.pdf", broken)
    assert failed.returncode == 1
    assert "broken.pdf" in failed.stderr
    assert not (tmp_path / "not.pdf").exists()


def _locked(folder: Path, name: str, password: str) -> Path:
    writer = pypdf.PdfWriter(clone_from=DEMO / "fw9.pdf")
    writer.encrypt(password, algorithm="AES-256")
    writer.write(folder / name)
    return folder / name


def test_locked_files_are_opened_with_their_passwords(tmp_path: Path) -> None:
    """Several where they differ, from the call or from standard input; without them the option is named."""
    one, two, out = _locked(tmp_path, "1.pdf", "first"), _locked(tmp_path, "2.pdf", "second"), tmp_path / "out.pdf"
    refused = booklet("assemble", out, one, "--password", "wrong")
    assert (refused.returncode, out.exists()) == (1, False)
    assert "1.pdf: The PDF is encrypted" in refused.stderr
    assert "--password" in booklet("assemble", out, one).stderr
    made = booklet("assemble", out, one, two, "--password", "first", "--password", "-", typed="second\n")
    assert made.returncode == 0, made.stderr
    assert len(pypdf.PdfReader(out).pages) == 8
    values = tmp_path / "values.json"
    values.write_text(json.dumps({W9_NAME: "Ann Lee"}))
    assert booklet("fill", one, values, out, "--password", "first").returncode == 0


def test_what_is_no_pdf_is_called_by_its_name(tmp_path: Path) -> None:
    """A picture under a PDF's name is a picture."""
    picture = tmp_path / "scan.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    refused = booklet("assemble", tmp_path / "out.pdf", picture)
    assert refused.returncode == 1
    assert "scan.pdf: This is a PNG picture, not a PDF." in refused.stderr


@pytest.mark.parametrize("flatten", [False, True])
def test_fill(tmp_path: Path, flatten: bool) -> None:
    """Values by full name; flattened, the field is gone and its text stands in the page."""
    values = tmp_path / "values.json"
    values.write_text(json.dumps({W9_NAME: "Ann Lee"}))
    out = tmp_path / "out.pdf"
    assert booklet("fill", DEMO / "fw9.pdf", values, out, *["--flatten"] * flatten).returncode == 0
    reader = pypdf.PdfReader(out)
    fields = reader.get_fields() or {}
    assert bool(fields) is not flatten
    shown = reader.pages[0].extract_text() if flatten else str(fields[W9_NAME].get("/V"))
    assert "Ann Lee" in shown


def test_fill_with_a_field_that_is_not_there(tmp_path: Path) -> None:
    """Named, exit 1, nothing written."""
    values = tmp_path / "values.json"
    values.write_text(json.dumps({"nonesuch": "x"}))
    failed = booklet("fill", DEMO / "fw9.pdf", values, tmp_path / "out.pdf")
    assert failed.returncode == 1
    assert "nonesuch" in failed.stderr
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("value", [None, {"first": "Ann"}, [1, 2]])
def test_a_value_that_no_field_can_hold(tmp_path: Path, value: object) -> None:
    """Refused with its field, not written as None."""
    values = tmp_path / "values.json"
    values.write_text(json.dumps({W9_NAME: value}))
    failed = booklet("fill", DEMO / "fw9.pdf", values, tmp_path / "out.pdf")
    assert failed.returncode == 1
    assert W9_NAME in failed.stderr
    assert not (tmp_path / "out.pdf").exists()


def test_render(tmp_path: Path) -> None:
    """A workbook to pages; a sheet that is not there is named."""
    out = tmp_path / "out.pdf"
    assert booklet("render", DEMO / "time-card.xltx", out).returncode == 0
    assert len(pypdf.PdfReader(out).pages) >= 1
    assert booklet("render", DEMO / "time-card.xltx", tmp_path / "no.pdf", "--sheet", "Nonesuch").returncode == 1
    assert not (tmp_path / "no.pdf").exists()


def test_a_user_is_added(tmp_path: Path) -> None:
    """Who can sign in then; a weak password is refused with the rule."""
    at = ("--workspace", tmp_path / "w")
    added = booklet("user", "add", "ann", "--role", "admin", "--password", "correct-horse-9", *at)
    assert added.returncode == 0, added.stderr
    assert Workspace(tmp_path / "w").users.get("ann").role == "admin"
    assert booklet("user", "add", "bob", "--password", "x", *at).returncode == 1


def test_a_users_password_is_piped_in(tmp_path: Path) -> None:
    """As a line; where nothing comes, that is said and nobody is added."""
    at = ("--workspace", tmp_path / "w")
    added = booklet("user", "add", "ann", *at, typed="correct-horse-9\n")
    assert added.returncode == 0, added.stderr
    refused = booklet("user", "add", "bob", *at)
    assert (refused.returncode, "standard input" in refused.stderr) == (1, True)
    assert [user.username for user in Workspace(tmp_path / "w").users.all()] == ["ann"]


def test_a_batch_has_its_workers_and_is_made_again_by_force(empty: Workspace, tmp_path: Path) -> None:
    """The same books are not made twice, unless they are forced; no worker at all is a wrong call."""
    for name in ("Acme", "Bolt"):
        empty.customers.add(name)
    empty.books.save("Letter", pages=[Page("text", "", {"markdown": "Dear {{ customer }}"})])
    call = ("batch", "--book", "Letter", "--quarter", "2026Q3", "--workspace", empty.folder, "--out", tmp_path / "out")
    assert booklet(*call, "--workers", "2").returncode == 0
    made = len(empty.generations.find())
    assert booklet(*call).returncode == 0
    assert len(empty.generations.find()) == made == 2
    assert booklet(*call, "--force").returncode == 0
    assert len(empty.generations.find()) == 4
    for wrong in ("0", "65", "x"):
        assert booklet(*call, "--workers", wrong).returncode == 2
