"""Where a user is: the address and the session agree, however late the browser hears of a choice."""

from __future__ import annotations

from booklet.workspace import Workspace
from tests.conftest import QUARTER
from tests.pages.opened import opened, ran


def test_a_choice_outlives_an_address_from_before_it(workspace: Workspace) -> None:
    """A second click that carries the old address does not undo the choice of the customer."""
    acme, globex = [customer.id for customer in workspace.customers.all()][:2]
    words = {"quarter": str(QUARTER), "book": "Review", "customer": acme}
    test = opened(workspace, "generate", **words)
    test.selectbox(key="customer_picked").set_value(globex)
    ran(test)
    test.query_params["customer"] = acme
    assert ran(test).selectbox(key="customer_picked").value == globex


def test_a_link_is_followed(workspace: Workspace) -> None:
    """An address with another customer wins over what was looked at before."""
    acme, globex, *_ = [customer.id for customer in workspace.customers.all()]
    test = opened(workspace, "generate", quarter=str(QUARTER), customer=acme)
    test.query_params["customer"] = globex
    assert ran(test).selectbox(key="customer_picked").value == globex
