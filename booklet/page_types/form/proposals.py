"""Proposals for the fields of a form, by their names and labels, for a person to accept.

A wrong proposal costs more than none: whoever accepts twenty at a press reads none of them. So whose field it is must
agree (a spouse's name is not the customer's), the type must, and where two fields ask for the same, neither is sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from rapidfuzz import fuzz

from booklet.model import AttributeDefinition, AttributeType
from booklet.page_types.form.button_states import on_state
from booklet.page_types.form.fields import FormField
from booklet.page_types.form.options import boxes_of, has_its_choices, states_for
from booklet.page_types.form.words import heart_of, words_of
from booklet.pdf.labels.field_labels import is_generated


class Confidence(IntEnum):
    """The confidence in a proposal; `word` is for users."""

    GUESS = 1
    LIKELY = 2
    SURE = 3

    @property
    def word(self) -> str:
        """The word that users read."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A template for a field, for buttons with the table from values to states."""

    name: str
    """The field's full name."""
    template: str
    confidence: Confidence
    key: str
    """The attribute's, or "customer"."""
    same_name: bool = False
    """True where field and attribute have the very same name."""
    states: Mapping[str, str] = field(default_factory=dict)


SOMEBODY_ELSE = words_of(
    """spouse wife husband employer dependent child mother father parent preparer requester witness notary agent
    attorney lawyer representative beneficiary guarantor coapplicant joint previous former prior other foreign
    emergency reference landlord lessor creditor payee physician doctor school alternate third second party
    designee officer seller buyer bank lender trustee executor guardian maiden alias household member relative
    sibling friend different partner owner partnership translator interpreter supervisor office staff provider
    recipient donor firm veteran deceased decedent patient student"""
)
"""Words that say of whom a field asks, where it is not the customer."""
_ADDS_NOTHING = words_of(
    "full legal current applicant customer client company home primary present permanent taxpayer business entity "
    "individual person shown return insured organization holder printed tax income street"
)
_SAYS_WHICH = words_of(
    "mailing daytime evening work best main contact cell mobile preferred residential physical registered"
)
"""Words by which a form asks for one of several that a person may have: worth a guess."""
_ANYBODYS = words_of(
    "name first last middle address street city state zipcode phone fax email birth social security employer county"
    " country occupation"
)
"""Facts that every person in a form has, the customer, the preparer and the witness."""
_NAMES = words_of(
    "customer client company business organization corporation entity taxpayer applicant claimant "
    "insured holder subscriber member account full legal individual return shown party claim"
)
_SURELY_THE_CUSTOMER = words_of("customer client company business organization corporation entity taxpayer")
_A_PIECE = re.compile(r"\b(?:first|last) \w+ (?:letters|digits|characters)\b", re.IGNORECASE)
_DATE_SIGNS = re.compile(r"\b(?:mm|dd)[\s/.\-]+(?:mm|dd)[\s/.\-]+y{2,4}\b|\bmmddy{2,4}\b", re.IGNORECASE)
_SEVERAL = 3
"""So many fields of a page that ask for the same are places for one value; more are a table."""
_NUMERIC = frozenset({AttributeType.NUMBER, AttributeType.MONEY, AttributeType.PERCENT})
_SHORTEST = {AttributeType.DATE: 6, AttributeType.TEXT: 4, AttributeType.CHOICE: 3}
_CUSTOMER = AttributeDefinition("customers_name", "Customer's name")


def propose(fields: Sequence[FormField], definitions: Iterable[AttributeDefinition]) -> dict[str, Proposal]:
    """Return a proposal for each field that an attribute comes near to, by the field's full name."""
    known = list(definitions)
    found: dict[str, Proposal] = {}
    for one in fields:
        best = _best(one, known) if one.is_open else None
        if best:
            found[one.name] = best
    found |= {name: made for name, made in _by_choices(fields, known).items() if name not in found}
    found = _guessed_among_equal_lists(fields, found)
    return _first_person_first(fields, _where_one_of_several(fields, found, known))


def _best(one: FormField, known: Sequence[AttributeDefinition]) -> Proposal | None:
    """Return the best proposal for a field; None where two attributes are equally good."""
    made = [made for definition in known if (made := _match(one, definition))]
    if customer := _customers_name(one):
        made.append(customer)
    made.sort(key=lambda proposal: (proposal.same_name, proposal.confidence), reverse=True)
    if not made or (len(made) > 1 and _rank(made[0]) == _rank(made[1])):
        return None
    return made[0]


def _rank(proposal: Proposal) -> tuple[bool, Confidence]:
    return proposal.same_name, proposal.confidence


def _match(one: FormField, definition: AttributeDefinition) -> Proposal | None:
    """Propose an attribute for a field as its name, label and type fit; None where they do not."""
    template = _typed_template(one, definition)
    if not template or _A_PIECE.search(one.label):
        return None
    same = _own_name(one) in (definition.key, _flat(definition.label)) or _flat(one.label) in (
        _flat(definition.key),
        _flat(definition.label),
    )
    by_words = Confidence.SURE if same else _likeness(one, definition)
    confidence = by_words or (Confidence.LIKELY if has_its_choices(one, definition) else None)
    if confidence is None or (_is_somebody_elses(one, definition) and not same):
        return None
    if same and _is_somebody_elses(one, definition):
        confidence = Confidence.GUESS
    return Proposal(one.name, template, confidence, definition.key, same, states_for(one, definition))


def _likeness(one: FormField, definition: AttributeDefinition) -> Confidence | None:
    asked = words_of(heart_of(one.label)) if one.label_is_printed else words_of(_own_name(one))
    if not asked:
        return None
    return max(
        (found for text in (definition.label, definition.key) if (found := _compared(asked, words_of(text)))),
        default=None,
    )


def _compared(asked: frozenset[str], given: frozenset[str]) -> Confidence | None:
    """Return how surely two sets of words mean the same thing; None where they do not."""
    if not given:
        return None
    if asked == given:
        return Confidence.SURE
    more, less = asked - given, given - asked
    if not less:
        if not more - _ADDS_NOTHING:
            return Confidence.LIKELY
        return Confidence.GUESS if not more - _ADDS_NOTHING - _SAYS_WHICH else None
    if not more and not less - _ADDS_NOTHING:
        return Confidence.LIKELY
    likeness = fuzz.ratio(" ".join(sorted(asked)), " ".join(sorted(given)))
    if len(asked) == len(given) and likeness >= 92:
        return Confidence.LIKELY
    return None


def _is_somebody_elses(one: FormField, definition: AttributeDefinition) -> bool:
    """Return whether the field is somebody else's by its label, and the attribute is not theirs too."""
    asked = words_of(one.label) | (words_of(_own_name(one)) if not is_generated(_own_name(one)) else frozenset())
    return bool((asked & SOMEBODY_ELSE) - words_of(f"{definition.label} {definition.key}"))


def _typed_template(one: FormField, definition: AttributeDefinition) -> str:
    """Return the template by which a value of the attribute's type goes into a field of this kind; "" for none."""
    kind, plain = definition.type, f"{{{{ {definition.key} }}}}"
    if kind is AttributeType.YES_NO and one.kind == "checkbox":
        return plain
    if one.is_button or one.kind == "combo":
        return plain if states_for(one, definition) else ""
    if kind is AttributeType.YES_NO or one.kind == "list":
        return ""
    if one.max_length is not None and one.max_length < _SHORTEST.get(kind, 1):
        return ""
    wants_date = one.format.startswith("date") or "date" in words_of(one.label) or _DATE_SIGNS.search(one.label)
    if (kind is AttributeType.DATE) is not bool(wants_date):
        return ""
    if one.format.startswith(("number", "percent")) and kind not in _NUMERIC:
        return ""
    return _dated(one, definition) if kind is AttributeType.DATE else plain


def _dated(one: FormField, definition: AttributeDefinition) -> str:
    """Return the template of a date, written as the field asks for it where it does."""
    asked = re.search(r"[mdy]{1,4}[/.\-][mdy]{1,4}[/.\-]y{2,4}", f"{one.format} {one.label}", re.IGNORECASE)
    if not asked:
        return f"{{{{ {definition.key} }}}}"
    return f'{{{{ {definition.key} | date("{asked[0].lower().replace("m", "M")}") }}}}'


# -- the customer's own name -----------------------------------------------------------------------------------


def _customers_name(one: FormField) -> Proposal | None:
    """Propose the customer for a field that asks for the name of the person or firm that the form is about."""
    if one.kind != "text" or (one.max_length or 99) < 12 or _is_somebody_elses(one, _CUSTOMER):
        return None
    if re.search(r"\bif\b", one.label) or one.format:
        return None
    asked = words_of(heart_of(one.label)) if one.label_is_printed else words_of(_own_name(one))
    if one.label[:1].islower():
        return None  # the end of a sentence
    if "name" not in asked or asked - _NAMES - {"name"}:
        return None
    surely = bool(asked & _SURELY_THE_CUSTOMER)
    return Proposal(one.name, "{{ customer }}", Confidence.SURE if surely else Confidence.LIKELY, "customer")


# -- check boxes that stand for a choice each ------------------------------------------------------------------


def _by_choices(fields: Sequence[FormField], known: Sequence[AttributeDefinition]) -> dict[str, Proposal]:
    """Propose check boxes that stand for a choice of an attribute each, as "C corporation" beside "S corporation"."""
    found: dict[str, Proposal] = {}
    boxes = [one for one in fields if one.kind == "checkbox" and one.is_open and len(one.options) <= 1]
    for definition in known:
        if definition.type is not AttributeType.CHOICE:
            continue
        for page in dict.fromkeys(one.page for one in boxes):
            here = [one for one in boxes if one.page == page]
            of_choice = {choice: boxes_of(choice, here) for choice in definition.choices}
            one_each = {choice: near[0] for choice, near in of_choice.items() if len(near) == 1}
            if len(one_each) < 2 or any(len(near) > 1 for near in of_choice.values()):
                continue
            whole = len(one_each) == len(definition.choices)
            for choice, box in one_each.items():
                states = {other: on_state(box) if other == choice else "" for other in definition.choices}
                confidence = Confidence.SURE if whole else Confidence.LIKELY
                template = f"{{{{ {definition.key} }}}}"
                found.setdefault(box.name, Proposal(box.name, template, confidence, definition.key, states=states))
    return found


# -- several fields that ask for the same ----------------------------------------------------------------------


def _guessed_among_equal_lists(fields: Sequence[FormField], found: Mapping[str, Proposal]) -> dict[str, Proposal]:
    """Make a guess of likely proposals for lists that offer the same, such as the states of a country."""
    lists = {one.name: one.options for one in fields if one.kind in ("combo", "radio") and one.is_open}
    times = Counter(lists.values())
    return {
        name: replace(made, confidence=Confidence.GUESS)
        if made.confidence is Confidence.LIKELY and times.get(lists.get(name, ()), 0) > 1
        else made
        for name, made in found.items()
    }


def _where_one_of_several(
    fields: Sequence[FormField], found: Mapping[str, Proposal], known: Sequence[AttributeDefinition]
) -> dict[str, Proposal]:
    """Drop parts of a value, and tables; make guesses of two or three fields of a page that ask for the same.

    But not of what every person has: a last name that is asked for twice is somebody else's one time. And without an
    attribute that holds more than its field asks for, as "city, state, ZIP" for a city beside a state.
    """
    asked = Counter((one.page, _asks(one)) for one in fields if one.is_open)
    named = Counter((one.page, _own_name(one)) for one in fields if one.is_open)
    of_parts = {(one.page, one.label.partition(" (part ")[0]) for one in fields if " (part " in one.label}
    labels = {definition.key: words_of(definition.label) for definition in known}
    kept: dict[str, Proposal] = {}
    for one in fields:
        proposal = found.get(one.name)
        if proposal is None or " (part " in one.label or (one.page, one.label) in of_parts:
            continue
        more = labels.get(proposal.key, frozenset()) - _asks(one)
        if any((one.page, frozenset({word})) in asked for word in more):
            continue
        is_own = _own_name(one) == proposal.key and named[one.page, _own_name(one)] == 1
        if asked[one.page, _asks(one)] == 1 or proposal.states or is_own:
            kept[one.name] = proposal
        elif asked[one.page, _asks(one)] <= _SEVERAL and not _of_a_table(one) and not _every_person_has(proposal):
            kept[one.name] = replace(proposal, confidence=Confidence.GUESS, same_name=False)
    return kept


def _of_a_table(one: FormField) -> bool:
    return " (row " in one.label or ": " in one.label


def _every_person_has(proposal: Proposal) -> bool:
    return proposal.key == "customer" or words_of(proposal.key) <= _ANYBODYS | {"number", "code", "date", "full"}


def _asks(one: FormField) -> frozenset[str]:
    """Return the words that a field asks for, whichever row or line of the form it is in."""
    told = re.sub(r" \(row \d+\)$", "", one.label).rpartition(": ")[2] if not one.is_button else one.label
    return frozenset(word for word in words_of(heart_of(told)) if len(word) > 1 or not word.isalnum())


def _first_person_first(fields: Sequence[FormField], found: Mapping[str, Proposal]) -> dict[str, Proposal]:
    """Make a guess of every person's facts after the form's first page, where they may be anybody's.

    And of several fields of a page for an attribute only the surest are more than a guess.
    """
    pages = {one.name: one.page for one in fields}
    first = min((one.page for one in fields if one.is_open and one.page), default=0)
    best: dict[tuple[int, str], Confidence] = {}
    for name, proposal in found.items():
        place = pages[name], proposal.key
        best[place] = max(best.get(place, proposal.confidence), proposal.confidence)
    return {
        name: replace(proposal, confidence=Confidence.GUESS, same_name=False)
        if (pages[name] > first and _is_anybodys(proposal))
        or (proposal.confidence < best[pages[name], proposal.key] and not proposal.states)
        else proposal
        for name, proposal in found.items()
    }


def _is_anybodys(proposal: Proposal) -> bool:
    return proposal.key == "customer" or bool(words_of(proposal.key) & _ANYBODYS)


def _own_name(one: FormField) -> str:
    """Return the last part of a field's name, as a key would be written."""
    return _flat(re.sub(r"\[\d+\]", "", one.name.rsplit(".", 1)[-1]))


def _flat(text: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text)
    return re.sub(r"[^a-z0-9]+", "_", spaced.casefold()).strip("_")
