"""The commands called in this process: options, passwords, exit codes, and what is written where."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pypdf
import pytest
from click.testing import CliRunner, Result

from booklet import Page, Quarter, Workspace
from booklet.cli import main
from tests.conftest import DEMO, W9_NAME
from tests.sheets.packages import small
from tests.sheets.paper import as_bytes

QUARTER = Quarter(2026, 3)


def booklet(*arguments: object, typed: str = "") -> Result:
    """Call a command as a shell does."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=typed)


@pytest.fixture
def letters(empty: Workspace) -> Workspace:
    """Two customers and a book of one page, which greets them by a plan that Bolt does not have."""
    empty.attributes.define("plan")
    for name in ("Acme", "Bolt"):
        empty.customers.add(name)
    empty.attributes.set("Acme", QUARTER, {"plan": "Gold"})
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Plan {{ plan }}"})])
    return empty


def _generate(ws: Workspace, out: Path, *more: object, customer: str = "Acme") -> Result:
    at = ("--workspace", ws.folder, "--quarter", "2026Q3", "--out", out)
    return booklet("generate", "--book", "Letter", "--customer", customer, *at, *more)


def test_a_book_is_reused_until_it_is_forced(letters: Workspace, tmp_path: Path) -> None:
    """The sentence says so, and how many pages and bytes it has."""
    out = tmp_path / "acme.pdf"
    first, again, forced = _generate(letters, out), _generate(letters, out), _generate(letters, out, "--force")
    assert [run.exit_code for run in (first, again, forced)] == [0, 0, 0]
    assert ["the same as before" in run.output for run in (first, again, forced)] == [False, True, False]
    assert first.output.startswith(f"{out}: 1 page, {out.stat().st_size:,} bytes. Run ")
    assert len(letters.generations.find()) == 2


def test_what_is_wrong_ends_with_1(letters: Workspace, tmp_path: Path) -> None:
    """On standard error, and nothing is written."""
    failed = _generate(letters, tmp_path / "bolt.pdf", customer="Bolt")
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "Bolt" in failed.stderr
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize("quarter", ["2026Q5", "Q3", "2026"])
def test_a_quarter_that_is_none(letters: Workspace, quarter: str, tmp_path: Path) -> None:
    """Is a wrong call, which ends with 2."""
    at = ("--workspace", letters.folder, "--quarter", quarter, "--out", tmp_path / "x.pdf")
    wrong = booklet("generate", "--book", "Letter", "--customer", "Acme", *at)
    assert (wrong.exit_code, quarter in wrong.stderr) == (2, True)


@pytest.mark.parametrize("option", ["--workbook", "--choose"])
@pytest.mark.parametrize("given", ["Letter", "=x", "Letter="])
def test_pairs_have_two_sides(letters: Workspace, option: str, given: str, tmp_path: Path) -> None:
    """The message names the option."""
    wrong = _generate(letters, tmp_path / "x.pdf", option, given)
    assert (wrong.exit_code, f"{option} is written PAGE=" in wrong.stderr) == (2, True)


def test_several_options_of_a_choice(empty: Workspace, tmp_path: Path) -> None:
    """Are all taken, in place of what the rules choose."""
    empty.customers.add("Acme")
    options = [
        {"name": name, "rule": "false", "page": {"type": "text", "title": name, "config": {"markdown": f"Of {name}"}}}
        for name in ("Gold", "Silver", "Lead")
    ]
    empty.books.save("Letter", pages=[Page("choice", "Plan", {"options": options, "take": "all"})])
    out = tmp_path / "out.pdf"
    made = _generate(empty, out, "--choose", "Plan=Gold", "--choose", "Plan=Lead")
    assert made.exit_code == 0, made.stderr
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert ("Of Gold" in text, "Of Silver" in text, "Of Lead" in text) == (True, False, True)


def test_a_batch_of_some_customers(letters: Workspace, tmp_path: Path) -> None:
    """The others are not made; one that fails is told by name and ends it with 1."""
    call = ("batch", "--book", "Letter", "--quarter", "2026Q3", "--workspace", letters.folder)
    some = booklet(*call, "--out", tmp_path / "some", "--customer", "Acme")
    assert (some.exit_code, len(list((tmp_path / "some").glob("*.pdf")))) == (0, 1)
    assert some.stdout.strip().endswith("1 book in " + str(tmp_path / "some") + ", 0 failed.")
    every = booklet(*call, "--out", tmp_path / "all")
    assert (every.exit_code, len(list((tmp_path / "all").glob("*.pdf")))) == (1, 1)
    assert "Bolt: " in every.stderr
    assert "1 failed." in every.stdout


def test_verify_by_the_beginning_of_a_run(letters: Workspace) -> None:
    """The same bytes end with 0; a run that is not there ends with 1."""
    made = letters.generate("Letter", "Acme", QUARTER)
    same = booklet("verify", made.id[:8], "--workspace", letters.folder)
    assert (same.exit_code, same.stdout.startswith("Same: ")) == (0, True)
    assert booklet("verify", "0" * 8, "--workspace", letters.folder).exit_code == 1


def _form(folder: Path, password: str = "") -> Path:
    path = folder / "form.pdf"
    with pikepdf.open(DEMO / "fw9.pdf") as pdf:
        kept = pikepdf.Encryption(user=password, owner="o") if password else None
        pdf.save(path, **({"encryption": kept} if kept else {}))
    return path


def _fill(folder: Path, values: object, *more: object, typed: str = "", password: str = "") -> Result:
    given = folder / "values.json"
    given.write_text(json.dumps(values))
    return booklet("fill", _form(folder, password), given, folder / "out.pdf", *more, typed=typed)


def test_a_locked_form_is_opened_from_standard_input(tmp_path: Path) -> None:
    """A dash reads the password there, where no list of processes shows it; nothing there is said."""
    given = {W9_NAME: "Ann Lee"}
    assert _fill(tmp_path, given, "--password", "-", typed="sesame\n", password="sesame").exit_code == 0
    filled = pypdf.PdfReader(tmp_path / "out.pdf").get_form_text_fields(full_qualified_name=True)
    assert "Ann Lee" in filled.values()
    nothing = _fill(tmp_path, given, "--password", "-", typed="", password="sesame")
    assert (nothing.exit_code, "none came" in nothing.stderr) == (1, True)


def test_a_locked_form_without_its_password(tmp_path: Path) -> None:
    """The message names the file and the option."""
    for more in ((), ("--password", "wrong")):
        refused = _fill(tmp_path, {W9_NAME: "Ann Lee"}, *more, password="sesame")
        assert refused.exit_code == 1
        assert "form.pdf" in refused.stderr
        assert "--password" in refused.stderr


def test_a_value_that_is_odd_is_told_and_filled_in(tmp_path: Path) -> None:
    """A text that is too long is a warning; a field that is not there ends it with 1, and nothing is written."""
    odd = _fill(tmp_path, {W9_NAME: "x" * 5000})
    assert (odd.exit_code, (tmp_path / "out.pdf").is_file()) == (0, True)
    (tmp_path / "out.pdf").unlink()
    wrong = _fill(tmp_path, {"nobody": "x"})
    assert (wrong.exit_code, (tmp_path / "out.pdf").exists()) == (1, False)
    assert "form.pdf, field nobody: " in wrong.stderr


@pytest.mark.parametrize("flat", [False, True])
def test_a_flattened_form_has_no_fields(tmp_path: Path, flat: bool) -> None:
    """Numbers are written as texts."""
    assert _fill(tmp_path, {W9_NAME: 12.5}, *(["--flatten"] if flat else [])).exit_code == 0
    reader = pypdf.PdfReader(tmp_path / "out.pdf")
    assert bool(reader.get_fields()) != flat
    if not flat:
        assert "12.5" in (reader.get_form_text_fields(full_qualified_name=True) or {}).values()


@pytest.mark.parametrize(("content", "said"), [("[1]", "must hold one object"), ("{", "cannot be read as JSON")])
def test_values_that_are_no_object(tmp_path: Path, content: str, said: str) -> None:
    """The file of the values is named."""
    given = tmp_path / "values.json"
    given.write_text(content)
    refused = booklet("fill", _form(tmp_path), given, tmp_path / "out.pdf")
    assert (refused.exit_code, said in refused.stderr, "values.json" in refused.stderr) == (1, True, True)


def _workbook(folder: Path) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(as_bytes(small()))
    return path


def test_a_workbook_is_drawn(tmp_path: Path) -> None:
    """All of its sheets or the one that is named; a sheet that is not there is said, with the workbook's name."""
    book = _workbook(tmp_path)
    assert booklet("render", book, tmp_path / "out.pdf", "--sheet", "Sheet").exit_code == 0
    assert "words" in pypdf.PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
    lost = booklet("render", book, tmp_path / "lost.pdf", "--sheet", "Nowhere")
    assert (lost.exit_code, (tmp_path / "lost.pdf").exists()) == (1, False)
    assert "book.xlsx" in lost.stderr


@pytest.mark.parametrize("tagged", [False, True])
def test_a_tagged_workbook(tmp_path: Path, tagged: bool) -> None:
    """Has a tree for screen readers only where that is asked for."""
    made = booklet("render", _workbook(tmp_path), tmp_path / "out.pdf", *(["--tagged"] if tagged else []))
    assert made.exit_code == 0, made.stderr
    assert ("/StructTreeRoot" in pypdf.PdfReader(tmp_path / "out.pdf").trailer["/Root"]) == tagged


@pytest.mark.parametrize("command", ["fill", "render", "assemble"])
def test_a_file_that_is_not_there(tmp_path: Path, command: str) -> None:
    """Is named, and the call ends with 1."""
    (tmp_path / "v.json").write_text("{}")
    lost, out = tmp_path / "lost.pdf", tmp_path / "out.pdf"
    call = {"fill": (lost, tmp_path / "v.json", out), "render": (lost, out), "assemble": (out, lost)}[command]
    said = booklet(command, *call)
    assert (said.exit_code, f"{lost} is not there" in said.stderr) == (1, True)


def test_parts_are_put_together_under_their_names(tmp_path: Path) -> None:
    """The first password that fits opens a part; each part has a bookmark."""
    out = tmp_path / "both.pdf"
    locked = _form(tmp_path, "sesame")
    passwords = ("--password", "wrong", "--password", "sesame", "--password", "other")
    made = booklet("assemble", out, DEMO / "service-plans.pdf", locked, *passwords)
    assert made.exit_code == 0, made.stderr
    reader = pypdf.PdfReader(out)
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles == ["service-plans", "form"]
    assert made.stdout.startswith(f"{out}: {len(reader.pages)} pages, {out.stat().st_size:,} bytes.")


def test_passwords_come_line_by_line(tmp_path: Path) -> None:
    """A dash more, a line more."""
    call = ("assemble", tmp_path / "out.pdf", _form(tmp_path, "sesame"), "--password", "-", "--password", "-")
    assert booklet(*call, typed="wrong\nsesame\n").exit_code == 0
    short = booklet(*call, typed="wrong\n")
    assert (short.exit_code, "none came" in short.stderr) == (1, True)


@pytest.mark.parametrize(("role", "given"), [((), "standard"), (("--role", "admin"), "admin")])
def test_a_user_has_the_role_that_is_named(tmp_path: Path, role: tuple[str, ...], given: str) -> None:
    """Standard without a word; the password is read from a line."""
    at = ("--workspace", tmp_path / "ws")
    made = booklet("user", "add", "ann", *role, "--email", "a@b.c", *at, typed="tall-cedars-42\n")
    assert (made.exit_code, made.stdout) == (0, f"ann can sign in now, as {given}.\n")
    user = Workspace(tmp_path / "ws").users.get("ann")
    assert (user.role.value, user.email) == (given, "a@b.c")


def test_the_demo_without_its_books(tmp_path: Path) -> None:
    """Customers and books are there, and no run."""
    made = booklet("demo", tmp_path / "demo", "--no-books")
    assert (made.exit_code, f"The demo is in {tmp_path / 'demo'}." in made.stdout) == (0, True)
    ws = Workspace(tmp_path / "demo")
    assert (len(ws.customers.all()), ws.generations.find()) == (12, [])
