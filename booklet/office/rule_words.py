"""Rules as people say them: `plan == "Gold"` is "Plan is Gold"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from booklet.errors import RuleError
from booklet.model import AttributeDefinition, Page
from booklet.rules import check_rule

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


def rule_in_words(text: str, definitions: Sequence[AttributeDefinition]) -> str:
    """Return the rule as people say it: `plan == "Gold"` is "Plan is Gold"; empty for a rule that is wrong."""
    try:
        check_rule(text, definitions)
    except RuleError:
        return ""
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


def when_in_words(page: Page, definitions: Sequence[AttributeDefinition]) -> str:
    """When a customer gets the page, and which: "always", "if handed in", or a choice's options with their rules."""
    if page.type == "choice":
        options = [
            f"{option.get('name', '')} if {rule_in_words(str(option.get('rule', '')), definitions) or '…'}"
            for option in page.config.get("options", ())
        ]
        return "; ".join([*options, *(["else another"] if page.config.get("default") else [])])
    return "if handed in" if page.config.get("ask") and page.config.get("optional") else "always"
