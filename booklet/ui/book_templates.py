"""Templates and rules on the screen: checked where they are written, put into words, and with what one can write."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import pandas
import streamlit as st

from booklet.errors import RuleError, TemplateError
from booklet.model import AttributeDefinition
from booklet.rules import check_rule
from booklet.templates import check_template
from booklet.ui.book_editing import Materials
from booklet.ui.words import plain

_SIGNS = {
    "==": "is",
    "!=": "is not",
    ">=": "is at least",
    "<=": "is at most",
    ">": "is above",
    "<": "is below",
    "null": "missing",
}
_TOKEN = re.compile(r'"[^"]*"|\'[^\']*\'|==|!=|>=|<=|>|<|[A-Za-z_]\w*|\d[\d_]*(?:\.\d+)?')
_RULES = '`plan == "Gold" and assets > 1000000` · `not vip` · `region in ["North", "West"]` · `adviser == null`'
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
    """What is wrong with a template, right under where it was written; nothing if it is right."""
    try:
        check_template(text, definitions, extra)
    except TemplateError as error:
        st.error(plain(str(error)))


def check_rule_here(text: str, definitions: Sequence[AttributeDefinition]) -> None:
    """A rule in words, or what is wrong with it, right under where it was written."""
    try:
        check_rule(text, definitions)
        st.caption(plain(f"When {rule_in_words(text, definitions)}"))
    except RuleError as error:
        st.error(plain(str(error)))


def rule_in_words(text: str, definitions: Sequence[AttributeDefinition]) -> str:
    """The rule as one would say it: `plan == "Gold"` is "Plan is Gold"."""
    labels = {definition.key: definition.label for definition in definitions} | {
        "quarter_number": "number of the quarter"
    }

    def said(match: re.Match[str]) -> str:
        token = match[0]
        if token[0] in "\"'":
            return token[1:-1]
        if token[0].isdigit():
            return f"{float(token):,.10g}"
        return _SIGNS.get(token) or labels.get(token, token)

    return re.sub(r"\s+", " ", _TOKEN.sub(lambda match: f" {said(match)} ", text)).strip()


def template_help(materials: Materials, *, rules: bool = False) -> None:
    """What can be written in a template or a rule: the attributes with their keys, and examples."""
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
