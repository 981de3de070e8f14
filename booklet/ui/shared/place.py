"""The place of a user: the quarter, the customer, the book and its page, which stand in the address.

A link that is sent to a colleague opens the same thing. Streamlit drops the address's words when a user goes from
screen to screen, so they are remembered in the session and put back. And a browser that has not yet heard of a choice
sends the address as it was before: such a word is passed over, or a quick second click would undo the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NoReturn

import streamlit as st

from booklet.errors import BookletError, NotFound
from booklet.model import Customer, Quarter
from booklet.ui.shared.freshness import customers_of
from booklet.workspace import Workspace

_WORDS = ("quarter", "customer", "book", "page")
_QUARTERS_BACK = 24
_QUARTERS_AHEAD = 4


def show_quarter_picker(ws: Workspace) -> Quarter:
    """Show the choice of the quarter, for the sidebar; what is chosen goes into the address.

    It is the quarter that the address names, or else that looked at last, or else the newest with values.
    """
    _read_address()
    quarter = _read_quarter(st.session_state.get("quarter_looked_at", "")) or ws.current_quarter()
    look_at("quarter", str(quarter))
    put("quarter")
    st.session_state["quarter_picked"] = quarter
    st.selectbox("Quarter", _quarters_around(quarter), key="quarter_picked", on_change=_take_picked_quarter)
    return quarter


def look_at(word: str, value: str) -> None:
    """Remember the quarter, customer, book or page that is looked at from now on; `put` shows it in the address."""
    last = st.session_state.get(f"{word}_looked_at")
    if value != last:
        st.session_state[f"{word}_left"] = last or None
        st.session_state[f"{word}_looked_at"] = value


def put(word: str) -> None:
    """Put what is looked at into the address."""
    st.query_params[word] = st.session_state[f"{word}_looked_at"]


def _read_address() -> None:
    """Take what the address says, once a run and before anything is put there."""
    for word in _WORDS:
        told = st.query_params.get(word)
        if told == st.session_state.get(f"{word}_left"):
            continue
        st.session_state[f"{word}_left"] = None
        st.session_state[f"{word}_looked_at"] = told or st.session_state.get(f"{word}_looked_at", "")


def current_customer(ws: Workspace) -> Customer | None:
    """Return the customer that the address names, or else that looked at last; None if there is none (any more)."""
    ref = st.session_state.get("customer_looked_at")
    try:
        return ws.customers.get(ref) if ref else None
    except NotFound:
        return None


def pick_customer(
    ws: Workspace, customers: Sequence[Customer] | None = None, *, label: str = "Customer"
) -> Customer | None:
    """Show the choice of a customer, kept in the address as `?customer=ID`; the first of them where none was looked at.

    None if there are no customers.
    """
    choices = {customer.id: customer for customer in (customers_of(ws) if customers is None else customers)}
    if not choices:
        return None
    looked_at = st.session_state.get("customer_looked_at")
    if looked_at not in choices and (named := current_customer(ws)):  # the address may have a name
        looked_at = named.id
    st.session_state["customer_picked"] = looked_at if looked_at in choices else next(iter(choices))
    picked = st.selectbox(
        label,
        list(choices),
        format_func=lambda id_: choices[id_].name,
        key="customer_picked",
        on_change=_take_picked_customer,
    )
    look_at_customer(picked)
    return choices[picked]


def look_at_customer(customer_id: str) -> None:
    """Put a customer into the address, and remember it for the next screen that asks for a customer."""
    look_at("customer", customer_id)
    put("customer")


def go(screen: str, **words: str) -> NoReturn:
    """Open a screen, within the session, with these words in its address."""
    st.switch_page(f"pages/{screen}.py", query_params={**_quarter_word(), **words})


def _take_picked_quarter() -> None:
    look_at("quarter", str(st.session_state["quarter_picked"]))


def _take_picked_customer() -> None:
    look_at("customer", st.session_state["customer_picked"])


def _quarter_word() -> dict[str, str]:
    return {"quarter": st.session_state["quarter_looked_at"]}


def _read_quarter(text: str) -> Quarter | None:
    try:
        return Quarter.parse(text)
    except BookletError:
        return None


def _quarters_around(quarter: Quarter) -> list[Quarter]:
    today = Quarter.containing(datetime.now(UTC).date())
    choices = {today.shifted(n) for n in range(-_QUARTERS_BACK, _QUARTERS_AHEAD + 1)} | {quarter}
    return sorted(choices, reverse=True)
