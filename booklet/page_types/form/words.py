"""Labels and names as sets of words that mean the same however they are written: "Tel. no." is "phone"."""

from __future__ import annotations

import re
from functools import lru_cache

_SAME = {
    "dob": "birth date",
    "birthdate": "birth date",
    "birthday": "birth date",
    "born": "birth date",
    "ssn": "social security number",
    "ein": "employer identification number",
    "fein": "employer identification number",
    "tin": "taxpayer identification number",
    "itin": "individual taxpayer identification number",
    "tel": "phone",
    "telephone": "phone",
    "zip": "zipcode",
    "postcode": "zipcode",
    "postal": "zipcode",
    "addr": "address",
    "adr": "address",
    "mail": "mail",
    "no": "number",
    "nr": "number",
    "num": "number",
    "amt": "amount",
    "acct": "account",
    "qty": "quantity",
    "fname": "first name",
    "firstname": "first name",
    "lname": "last name",
    "lastname": "last name",
    "surname": "last name",
    "fullname": "full name",
    "organisation": "organization",
    "adviser": "advisor",
    "apt": "apartment",
    "pct": "percent",
    "percentage": "percent",
    "id": "identification",
    "ident": "identification",
}
_DROPPED = frozenset(
    {
        *(
            "a",
            "an",
            "the",
            "of",
            "for",
            "to",
            "in",
            "on",
            "or",
            "and",
            "as",
            "is",
            "are",
            "be",
            "if",
            "any",
            "s",
            "re",
        ),
        *("your", "our", "my", "its", "this", "that", "here", "below", "above", "only", "please", "enter", "print"),
        *("type", "write", "provide", "insert", "list", "see", "instruction", "optional", "required", "field", "form"),
        *("box", "line", "item", "section", "question", "part", "mm", "dd", "yyyy", "yy", "mmddyyyy", "s", "re"),
    }
)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_ENUMERATION = re.compile(r"^\s*(?:\(?\d{1,3}[a-z]?[.)]?|\(?[a-z][.)])\s+", re.IGNORECASE)
_HYPHENED = re.compile(r"\be-(?=mail)|\bi\.(?=d\b)", re.IGNORECASE)
"""The beginnings of words that are written with a sign in them, or without: e-mail, I.D."""
_TOLD_BEFORE = re.compile(r"^(?:section|part|question|item|line|step)\s+[\w.]+?[.:]\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a label, a name or a key, each in a form that its synonyms share."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|_+", " ", _HYPHENED.sub(lambda found: found[0][0], text))
    found: list[str] = []
    for word in _WORD.findall(spaced.casefold()):
        word = re.sub(r"[’']s?$", "", word).replace("’", "").replace("'", "")
        found.extend(_SAME.get(word, word).split())
    told = {_singular(word) for word in found} - _DROPPED
    if "zipcode" in told:
        told.discard("code")
    if "phone" in told:
        told.discard("number")
    if "email" in told:
        told.discard("address")
    return frozenset(told)


@lru_cache(maxsize=8192)
def heart_of(label: str) -> str:
    """Reduce a label to its request: without its number, parentheses, and sentences after the first.

    A tooltip that says where it is ("Section 2. Question 4. Enter your city.") has its request last.
    """
    text = label
    while match := _TOLD_BEFORE.match(text):
        text = text[match.end() :]
        text = text.rpartition(". ")[2] if match[0].casefold().startswith("section") else text
    text = _ENUMERATION.sub("", text)
    text = re.sub(r"\s*\([^)]*\)?", "", text)
    text = re.split(r"(?<=[a-z])[.;?]\s|,? (?:if|unless|including|such as|e\.g\.|for example)\b", text)[0]
    return " ".join(text.split()).strip(" .:;,")


def _singular(word: str) -> str:
    keeps = word.endswith(("ss", "us", "is")) or len(word) < 4
    if keeps or not word.endswith("s"):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
