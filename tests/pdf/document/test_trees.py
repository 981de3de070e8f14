"""Name trees and number trees, read whole, in their order, and only once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.pdf.document.trees import read_tree
from booklet.pdf.syntax.objects import Ref
from tests.pdf.made_sources import FIRST_PAGE, made_source

_ROOT = FIRST_PAGE + 1  # behind the only page


def _numbers(*nodes: str) -> list[tuple[int, object]]:
    source = made_source(f"/PageLabels {_ROOT} 0 R", *nodes)
    catalog = source.dictionary(source.trailer["Root"])
    return list(read_tree(source, catalog["PageLabels"], "Nums"))


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 99), max_size=4), min_size=1, max_size=5))
def test_all_leaves_are_read_in_order(leaves: list[list[int]]) -> None:
    """Every key of every leaf comes once, leaf after leaf."""
    kids = " ".join(f"{_ROOT + 1 + place} 0 R" for place in range(len(leaves)))
    bodies = ["<< /Nums [" + " ".join(f"{key} ({key})" for key in keys) + "] >>" for keys in leaves]
    wanted = [(key, str(key).encode()) for keys in leaves for key in keys]
    assert _numbers(f"<< /Kids [{kids}] >>", *bodies) == wanted


def test_entries_of_inner_nodes_come_before_those_below() -> None:
    """The standard knows no such nodes; files do."""
    found = _numbers(f"<< /Nums [1 (a)] /Kids [{_ROOT + 1} 0 R] >>", "<< /Nums [2 (b)] >>")
    assert found == [(1, b"a"), (2, b"b")]


def test_a_loop_ends() -> None:
    """A node that is its own kid, and one that two have, are read once."""
    kids = f"/Kids [{_ROOT} 0 R {_ROOT + 1} 0 R {_ROOT + 1} 0 R]"
    assert _numbers(f"<< /Nums [1 (a)] {kids} >>", "<< /Nums [2 (b)] >>") == [(1, b"a"), (2, b"b")]


def test_keys_of_the_wrong_kind_are_passed_over() -> None:
    """A name tree has strings, a number tree whole numbers; values are left as they are, not resolved."""
    found = _numbers(f"<< /Nums [(x) 1 2 {_ROOT + 1} 0 R 3] >>", "(value)")
    assert [key for key, _ in found] == [2]
    assert isinstance(found[0][1], Ref)
