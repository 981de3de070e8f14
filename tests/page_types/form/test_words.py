"""Labels as sets of words: what is written differently and means the same is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.page_types.form.words import heart_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Date of birth", "DOB"),
        ("Birth date", "birthdate"),
        ("Tel. no.", "phone"),
        ("Telephone number", "Phone"),
        ("SSN", "Social Security Number"),
        ("EIN", "employer_identification_number"),
        ("E-mail address", "email"),
        ("I.D. no.", "identification number"),
        ("ZIP code", "Postal Code"),
        ("postcode", "zip"),
        ("lastName", "last_name"),
        ("LName", "surname"),
        ("Acct. no.", "account number"),
        ("Organisation", "organization"),
        ("Companies", "company"),
        ("Your cities", "city"),
        ("Customer's name", "customer name"),
        ("Customers’ names", "customer name"),
        ("Please enter the amount", "amt"),
        ("address2", "address 2"),
        ("Line 3: City", "3 city"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    """Abbreviations, plurals, whose it is, and how a key is written do not matter."""
    assert words_of(one) == words_of(other) != frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Business", "Busine"),
        ("Status", "Statu"),
        ("Gas", "Ga"),
        ("Basis", "Basi"),
        ("Address", "Addres"),
        ("First name", "Last name"),
        ("ZIP code", "Area code"),
        ("Account number", "Account"),
    ],
)
def test_what_is_not_the_same(one: str, other: str) -> None:
    """An s at the end of a word is not always a plural's."""
    assert words_of(one) != words_of(other)


@pytest.mark.parametrize("label", ["", "the", "Please print", "(see instructions)", "123. --"])
def test_labels_that_ask_for_nothing(label: str) -> None:
    """They have no words, or only a number."""
    assert not {word for word in words_of(label) if not word.isdigit()}


@given(words=st.lists(st.sampled_from(["first", "name", "phone", "city", "amount", "plan"]), min_size=1))
def test_order_and_case_do_not_matter(words: list[str]) -> None:
    """Nor does what stands between."""
    told = words_of(" ".join(words))
    assert (
        told == words_of(" ".join(reversed(words)).upper()) == words_of("_".join(words)) == words_of(", ".join(words))
    )


@pytest.mark.parametrize(
    ("label", "heart"),
    [
        ("1 Name", "Name"),
        ("1a Home address", "Home address"),
        ("(2) Last name", "Last name"),
        ("a. City", "City"),
        ("12) State", "State"),
        ("b Name of spouse", "b Name of spouse"),
        ("A Name of trust", "A Name of trust"),
        ("Section 2. Question 4. Enter your city.", "Enter your city"),
        ("Part 3: Amount due", "Amount due"),
        ("Line 5. Wages. From box 1.", "Wages"),
        ("Name (as shown on your income tax return)", "Name"),
        ("Name (first, last) and date", "Name and date"),
        ("Name (not closed", "Name"),
        ("City or town. Do not abbreviate", "City or town"),
        ("Name, if different", "Name"),
        ("Name unless given above", "Name"),
        ("Income such as wages", "Income"),
        ("Income, including tips", "Income"),
        ("Phone:", "Phone"),
        ("  Two   words ;", "Two words"),
        ("U.S. citizen", "U.S. citizen"),
        ("2026 income", "2026 income"),
        ("", ""),
    ],
)
def test_what_a_label_asks_for(label: str, heart: str) -> None:
    """Without its number, what stands in parentheses, conditions, and sentences after the first."""
    assert heart_of(label) == heart


@given(label=st.text(max_size=60))
def test_any_label_has_a_heart_and_words(label: str) -> None:
    """No text is an accident, and the heart has no edge of signs."""
    heart = heart_of(label)
    assert heart == heart.strip(" .:;,")
    assert isinstance(words_of(label), frozenset)
    assert words_of(label) == words_of(label.strip())
