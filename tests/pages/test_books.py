"""The screens of the books: the list, a book that is edited, looked at, saved by two people, as it once was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from booklet.model import Page, Role
from booklet.workspace import Workspace
from tests.conftest import QUARTER
from tests.pages.opened import clicked, opened, pressed, ran, said

ADDRESS = {"quarter": str(QUARTER), "book": "Review"}


def _book(workspace: Workspace, *, page: int | None = None, role: Role = Role.ADMIN) -> AppTest:
    """The book, with the settings of the page of that number open."""
    page_id = {"page": workspace.books.get("Review").pages[page].id} if page is not None else {}
    return opened(workspace, "books", role=role, **ADDRESS, **page_id)


def _id(workspace: Workspace) -> str:
    return workspace.books.get("Review").book.id


def _typed(test: AppTest, label: str, text: str) -> AppTest:
    """The screen after a text was typed into the field of that label; of several, the page settings' comes last."""
    [*_, field] = [one for one in [*test.text_input, *test.text_area] if one.label == label]
    field.set_value(text)
    return ran(test)


def _saved_meanwhile(workspace: Workspace) -> None:
    """Somebody else changes the page that is called Letter."""
    version = workspace.books.get("Review")
    pages = [replace(p, title="Dear customer") if p.title == "Letter" else p for p in version.pages]
    workspace.books.save("Review", pages=pages, by="zoe")


def test_without_books_there_is_a_sentence(empty: Workspace) -> None:
    """An empty list says what to do."""
    assert "No books yet" in said(opened(empty, "books"))


def test_the_list_says_what_was_made(workspace: Workspace) -> None:
    """A row a book, with how many customers' books of the quarter are made."""
    workspace.generate("Review", "Acme Corp", QUARTER)
    [row] = opened(workspace, "books", quarter=str(QUARTER)).dataframe[0].value.to_dict("records")
    assert (row["book"], row["pages"], row["version"], row["made"]) == ("Review", 7, 1, "1 of 2")


def test_a_click_on_a_row_opens_the_book(workspace: Workspace) -> None:
    """The list leads to the book, which is then in the address."""
    test = clicked(opened(workspace, "books", quarter=str(QUARTER)), "books", 0)
    assert test.query_params["book"] == _id(workspace)


def test_a_new_book_begins_with_a_cover(workspace: Workspace) -> None:
    """What "New book" makes is saved and opened."""
    test = opened(workspace, "books")
    test.text_input(key="new-book-name").set_value("Annual Report")
    pressed(ran(test), "Make the book")
    assert [page.type for page in workspace.books.get("Annual Report").pages] == ["text", "contents"]


def test_a_book_without_a_name_is_refused_at_the_press(workspace: Workspace) -> None:
    """The button is never grey: in a browser, a press on a grey one only takes what was typed, and is lost."""
    test = opened(workspace, "books")
    assert not next(button for button in test.button if button.label == "Make the book").disabled
    assert "name" in pressed(test, "Make the book").error[0].value


def test_a_taken_name_is_refused(workspace: Workspace) -> None:
    """A new book never becomes the next version of another one."""
    test = opened(workspace, "books")
    test.text_input(key="new-book-name").set_value(" review ")
    assert "Review" in pressed(ran(test), "Make the book").error[0].value
    assert workspace.books.get("Review").number == 1


def test_an_edit_is_not_saved_until_it_is(workspace: Workspace) -> None:
    """The state says so; saving makes a version with the comment and who saved it."""
    test = _typed(_book(workspace, page=2), "Title", "A letter")
    assert "1 change not saved" in said(test)
    assert workspace.books.get("Review").number == 1
    next(field for field in test.text_input if field.label == "Comment").set_value("A better title")
    pressed(test, "Save version 2")
    saved = workspace.books.get("Review")
    assert (saved.number, saved.comment, saved.saved_by) == (2, "A better title", "admin-user")
    assert saved.pages[2].title == "A letter"
    assert "not saved" not in said(test)


def test_the_open_page_is_in_the_address(workspace: Workspace) -> None:
    """A reload opens it again; a click that still carries the address before it does not go back."""
    pages = workspace.books.get("Review").pages
    test = _book(workspace, page=2)
    assert test.query_params["page"] == pages[2].id
    test.menu_button(key="add-page").click("text")
    added = ran(test).query_params["page"]
    assert added not in {page.id for page in pages}
    test.query_params["page"] = pages[2].id
    assert ran(test).query_params["page"] == added


def test_opening_every_page_changes_nothing(workspace: Workspace) -> None:
    """To look at the settings of a page, of whatever type, is not to edit it."""
    for number in range(len(workspace.books.get("Review").pages)):
        assert "not saved" not in said(_book(workspace, page=number)), number


@pytest.mark.parametrize(("choice", "title"), [("Keep them", "A letter"), ("Discard them", "Letter")])
def test_unsaved_changes_outlive_the_session(workspace: Workspace, choice: str, title: str) -> None:
    """A reload begins a new session: what was changed is offered again, to the one who changed it."""
    _typed(_book(workspace, page=2), "Title", "A letter")
    assert "unsaved change" not in said(_book(workspace, role=Role.STANDARD))
    test = _book(workspace)
    assert "1 unsaved change" in said(test)
    assert not test.data_editor
    pressed(test, choice)
    assert test.session_state[f"editing-{_id(workspace)}"].draft.pages[2].title == title
    assert ("1 change not saved" in said(test)) is (choice == "Keep them")
    assert ("1 unsaved change" in said(_book(workspace))) is (choice == "Keep them")
    assert workspace.books.get("Review").number == 1


def test_what_was_saved_is_not_offered_again(workspace: Workspace) -> None:
    """Nor what was undone."""
    test = _typed(_book(workspace, page=2), "Title", "A letter")
    pressed(test, "Save version 2")
    ran(test)
    assert "unsaved" not in said(_book(workspace))


def test_undo_goes_back(workspace: Workspace) -> None:
    """The draft before, in the table and in the widgets."""
    test = pressed(_typed(_book(workspace, page=2), "Title", "A letter"), "Undo")
    assert "not saved" not in said(test)
    assert [one.value for one in test.text_input if one.label == "Title"] == ["Letter"]


def test_a_page_is_added_as_the_last_one(workspace: Workspace) -> None:
    """Whichever page is open; it is of the type that was picked, and its settings are open."""
    test = _book(workspace, page=0)
    test.menu_button(key="add-page").click("worksheet")
    table = ran(test).data_editor[0].value
    assert list(table["type"])[-2:] == ["Worksheet", "Worksheet"]
    assert len(table) == 8
    assert said(test).count("No workbook is chosen") == 1


def test_a_problem_is_said_once_and_counted_alike_everywhere(workspace: Workspace) -> None:
    """On the open page, in the table of pages, beside the book, when generating, and for the quarter."""
    broken = Page("choice", "Plan", {"options": [{"name": "Gold", "rule": "plam == 1", "page": {"type": "static"}}]})
    pages = [broken, Page("static", "Brochure"), Page("text", "Letter", {"markdown": "{{ plam }}"})]
    workspace.books.save("Review", pages=pages)
    for number, words in enumerate(("Did you mean", "No PDF is chosen", "Did you mean")):
        test = _book(workspace, page=number)
        assert said(test).count(words) == 1, words
    assert [row.split()[1] for row in test.data_editor[0].value["problems"]] == ["1", "1", "1"]
    assert "3 problems" in said(test)
    assert "Not ready: 3 problems" in said(opened(workspace, "generate", **ADDRESS))
    table = opened(workspace, "quarter", quarter=str(QUARTER)).dataframe[0].value
    assert set(table[_id(workspace)]) == {"■ 3 problems"}


def test_what_only_another_customer_meets_is_a_warning(workspace: Workspace) -> None:
    """An option without a file stops the books of those who get it, and no others."""
    options = [
        {"name": "Gold", "rule": 'plan == "Gold"', "page": {"type": "text", "config": {"markdown": "Gold"}}},
        {"name": "Silver", "rule": 'plan == "Silver"', "page": {"type": "static"}},
    ]
    workspace.books.save("Review", pages=[Page("choice", "Plan", {"options": options})])
    acme, bolt = (workspace.plan("Review", name, QUARTER) for name in ("Acme Corp", "Bolt & Co"))
    assert ([one.code for one in acme.errors], [one.code for one in acme.warnings]) == ([], ["no upload"])
    assert ([one.code for one in bolt.errors], [one.code for one in bolt.warnings]) == (["no upload"], [])
    assert workspace.generate("Review", "Acme Corp", QUARTER).page_count == 1


def test_a_wrong_rule_is_not_read_out_as_if_it_were_right(workspace: Workspace) -> None:
    """The heading of its option says that it is not right yet."""
    test = _typed(_book(workspace, page=5), "When", 'plam == "Gold"')
    [label] = [one.label for one in test.expander if "Gold" in one.label]
    assert "its rule is not right yet" in label
    assert "plam" not in label


def test_a_wrong_rule_names_the_nearest_key(workspace: Workspace) -> None:
    """A rule is checked where it is written, and said in words where it is right."""
    test = _typed(_book(workspace, page=5), "When", 'plam == "Gold"')
    assert said(test).count("Did you mean") == 1
    test = _typed(test, "When", 'plan == "Silver" and assets > 5000')
    assert "When Plan is Silver and Assets is above 5,000" in said(test)


def test_a_range_is_checked_against_the_file(workspace: Workspace) -> None:
    """A page that the file does not have is said at once."""
    test = _typed(_book(workspace, page=3), "Pages of the file", "1-99")
    assert said(test).count("names page 99") == 1


def test_who_gets_what(workspace: Workspace) -> None:
    """A row a customer, with what the choices give; what is missing is said."""
    test = _book(workspace)
    test.session_state[f"tabs-{_id(workspace)}"] = "Who gets what"
    acme, bolt = ran(test).dataframe[0].value.to_dict("records")
    assert (acme["State"], acme["Page 6: Choice"]) == ("▲ 1 warning", "Gold")
    assert (bolt["State"], bolt["Page 6: Choice"]) == ("■ 2 problems", "Others")
    assert "Assets is missing for Bolt" in said(test)


@pytest.mark.parametrize(
    ("choice", "letter", "investments"),
    [("Bring in theirs, keep my changes", "Dear customer", "Mine"), ("Drop mine, open theirs", "Dear customer", None)],
)
def test_a_version_saved_meanwhile_is_a_choice(
    workspace: Workspace, choice: str, letter: str, investments: str | None
) -> None:
    """Nothing is lost: theirs and mine together, or theirs alone with mine to be brought back."""
    test = _typed(_book(workspace, page=3), "Title", "Mine")
    _saved_meanwhile(workspace)
    assert "zoe saved version 2" in said(ran(test))
    pressed(test, choice)
    titles = [page.title for page in test.session_state[f"editing-{_id(workspace)}"].draft.pages]
    assert (titles[2], titles[3]) == (letter, investments or "Investments")
    assert workspace.books.get("Review").number == 2


def test_mine_can_be_saved_over_theirs(workspace: Workspace) -> None:
    """Theirs stays among the versions."""
    test = _typed(_book(workspace, page=3), "Title", "Mine")
    _saved_meanwhile(workspace)
    pressed(ran(test), "Save mine over it")
    mine, theirs = workspace.books.get("Review"), workspace.books.get("Review", version=2)
    assert (mine.number, mine.pages[2].title, mine.pages[3].title) == (3, "Letter", "Mine")
    assert theirs.pages[2].title == "Dear customer"


def test_a_standard_user_looks(workspace: Workspace) -> None:
    """The book as it is and as a customer gets it, with nothing to change it."""
    test = _book(workspace, role=Role.STANDARD)
    assert "Version 1, saved" in said(test)
    assert not test.data_editor
    assert not {"Undo", "Archive this book", "Save name"} & {button.label for button in test.button}


def test_an_old_version_is_restored_as_a_new_one(workspace: Workspace) -> None:
    """What was saved since stays."""
    _saved_meanwhile(workspace)
    test = opened(workspace, "books", **ADDRESS, version="1")
    assert "the newest is version 2" in said(test)
    pressed(test, "Restore version 1")
    assert workspace.books.get("Review").pages[2].title == "Letter"
    assert workspace.books.get("Review").comment == "Version 1 restored"


def test_a_book_that_is_not_there(workspace: Workspace) -> None:
    """An address that leads nowhere is a sentence, and a way on."""
    assert "There is no book" in said(opened(workspace, "books", book="Reviewing"))


def test_a_book_is_renamed_from_wherever_it_is_seen(workspace: Workspace) -> None:
    """Looking at an old version, the new name changes nothing in the newest."""
    _saved_meanwhile(workspace)
    test = opened(workspace, "books", **ADDRESS, version="1")
    test.text_input(key=f"name-{_id(workspace)}").set_value("Yearly Review")
    pressed(ran(test), "Save name")
    newest = workspace.books.get("Yearly Review")
    assert (newest.number, newest.pages[2].title) == (2, "Dear customer")
