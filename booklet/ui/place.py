"""Where a user is: the quarter and the customer, which stand in the address.

A link that is sent to a colleague opens the same thing. Streamlit drops the address's words when one goes from screen
to screen, so they are remembered in the session and put back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NoReturn

import streamlit as st

from booklet.errors import BookletError, NotFound
from booklet.model import Customer, Quarter
from booklet.workspace import Workspace

_QUARTERS_BACK = 24
_QUARTERS_AHEAD = 4


def show_quarter_picker(ws: Workspace) -> Quarter:
    """The choice of the quarter, for the sidebar; what is chosen goes into the address.

    It is the quarter that the address names, or else the one looked at last, or else the newest with values.
    """
    quarter = _read_quarter(st.query_params.get("quarter", "")) or st.session_state.get("quarter_looked_at")
    quarter = quarter or ws.current_quarter()
    _look_at(quarter)
    st.session_state["quarter_picked"] = quarter
    st.selectbox("Quarter", _quarters_around(quarter), key="quarter_picked", on_change=_take_picked_quarter)
    return quarter


def current_customer(ws: Workspace) -> Customer | None:
    """The customer that the address names, or else the one looked at last; None if there is none (any more)."""
    ref = st.query_params.get("customer") or st.session_state.get("customer_looked_at")
    try:
        return ws.customers.get(ref) if ref else None
    except NotFound:
        return None


def pick_customer(
    ws: Workspace, customers: Sequence[Customer] | None = None, *, label: str = "Customer"
) -> Customer | None:
    """The choice of a customer, kept in the address as `?customer=ID`; the first of them where none was looked at.

    None if there are no customers.
    """
    choices = list(ws.customers.all() if customers is None else customers)
    if not choices:
        return None
    names = {customer.id: customer.name for customer in choices}
    looked_at = current_customer(ws)
    st.session_state["customer_picked"] = looked_at.id if looked_at and looked_at.id in names else choices[0].id
    picked = st.selectbox(
        label, list(names), format_func=names.__getitem__, key="customer_picked", on_change=_take_picked_customer
    )
    look_at_customer(picked)
    return next(customer for customer in choices if customer.id == picked)


def look_at_customer(customer_id: str) -> None:
    """Put a customer into the address, and remember it for the next screen that asks for one."""
    st.session_state["customer_looked_at"] = customer_id
    st.query_params["customer"] = customer_id


def go(screen: str, **words: str) -> NoReturn:
    """Open a screen, within the session: go("book", book=id)."""
    st.switch_page(f"pages/{screen}.py", query_params={**_quarter_word(), **words})


def _take_picked_quarter() -> None:
    _look_at(st.session_state["quarter_picked"])


def _take_picked_customer() -> None:
    look_at_customer(st.session_state["customer_picked"])


def _look_at(quarter: Quarter) -> None:
    st.session_state["quarter_looked_at"] = quarter
    st.query_params["quarter"] = str(quarter)


def _quarter_word() -> dict[str, str]:
    return {"quarter": str(st.session_state["quarter_looked_at"])}


def _read_quarter(text: str) -> Quarter | None:
    try:
        return Quarter.parse(text)
    except BookletError:
        return None


def _quarters_around(quarter: Quarter) -> list[Quarter]:
    today = Quarter.containing(datetime.now(UTC).date())
    choices = {today.shifted(n) for n in range(-_QUARTERS_BACK, _QUARTERS_AHEAD + 1)} | {quarter}
    return sorted(choices, reverse=True)
