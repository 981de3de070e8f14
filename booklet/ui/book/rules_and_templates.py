"""Templates and rules on the screen: checked where they are written, put into words, and with what can be written."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas
import streamlit as st

from booklet.errors import TemplateError
from booklet.model import AttributeDefinition
from booklet.office.rule_words import rule_in_words
from booklet.templates import check_template
from booklet.ui.book.editing import Materials
from booklet.ui.shared.states import State
from booklet.ui.shared.words import plain

_FILTERS = """
| | |
|---|---|
| `{{ customer }}`, `{{ quarter }}`, `{{ book }}` | the names |
| `{{ quarter.last_day \\| date("long") }}` | September 30, 2026 |
| `{{ … \\| money("USD 0") }}`, `\\| percent`, `\\| number` | written another way than usual |
| `{{ … \\| default("none") }}` | where a value may be missing |
| `{% if … %} … {% else %} … {% endif %}` | one text or another |
"""


def check_template_here(text: str, definitions: Sequence[AttributeDefinition], extra: Collection[str] = ()) -> None:
    """Show a mark right under a template that is wrong; nothing if it is right. The list above says why."""
    try:
        check_template(text, definitions, extra)
    except TemplateError:
        mark_wrong()


def check_rule_here(text: str, definitions: Sequence[AttributeDefinition]) -> None:
    """Show a rule in words right under where it was written, or a mark that it is wrong: the list above says why."""
    if not text.strip():
        return
    if words := rule_in_words(text, definitions):
        st.caption(plain(f"When {words}"))
    else:
        mark_wrong()


def mark_wrong() -> None:
    """Under a field whose content is wrong: the list of problems above the fields says what."""
    st.markdown(f":{State.PROBLEM.color}[{State.PROBLEM.sign} not right yet: see above]")


def template_help(materials: Materials, *, rules: bool = False) -> None:
    """Show what can be written in a template or a rule: the attributes with their keys, and examples."""
    with st.popover("What can I write here?", type="tertiary", key=f"{materials.key}-help"):
        if rules:
            st.markdown(
                '`plan == "Gold" and assets > 1000000` · `not vip` · `region in ["North", "West"]` · `adviser == null`'
            )
        else:
            st.markdown(_FILTERS)
        rows = [
            {"write": d.key if rules else f"{{{{ {d.key} }}}}", "for": d.label, "is": d.expected}
            for d in materials.definitions
        ]
        st.dataframe(pandas.DataFrame(rows), hide_index=True)
