"""Limits of rules: what could run without an end is refused, and patterns are matched in linear time.

rule-engine works constants out while it reads a rule, so what is refused is found in the rule's text. Patterns are
matched by RE2, which never goes back; rule-engine itself uses Python's `re`, which can.
"""

from __future__ import annotations

import re
from typing import Any

import re2
import rule_engine
from rule_engine import ast

from booklet.errors import RuleError

_LONGEST_RULE = 5_000
_TEXTS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_REFUSED = {
    "**": "powers are not allowed in rules",
    "<<": "shifts are not allowed in rules",
    ">>": "shifts are not allowed in rules",
    "$range": "$range is not allowed in rules",
    "$random": "$random is not allowed in rules: a book is the same whenever it is made",
}
_LISTS = re.compile(r"\bfor\b|\$map\b|\$filter\b")
_CLASSES = {"w": r"\p{L}\p{N}\p{M}_", "d": r"\p{Nd}", "s": r"\s\p{Z}"}
"""RE2 takes these for those of ASCII: names of customers have more."""
_OPTIONS = re2.Options()
_OPTIONS.log_errors = False


def refuse_endless(text: str) -> None:
    """Raise RuleError for a rule with something in it that a rule needs never, and that could take for ever."""
    if len(text) > _LONGEST_RULE:
        raise RuleError(f"The rule has {len(text):,} characters; at most {_LONGEST_RULE:,} are read.")
    words = _TEXTS.sub('""', text)
    for word, why in _REFUSED.items():
        if word in words:
            raise RuleError(f"The rule {text} cannot be used: {why}.")
    if len(_LISTS.findall(words)) > 1:
        raise RuleError(f"The rule {text} goes through lists within lists: write it as several rules.")


def linear_pattern(pattern: str) -> Any:
    """Compile a pattern as Python's `re` writes it, letters of all scripts included.

    Raises rule-engine's error for a regular expression that cannot be read, or that only going back could match.
    """
    try:
        return re2.compile(_spelled(pattern), _OPTIONS)
    except re2.error as error:
        said = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise rule_engine.errors.RegexSyntaxError(
            f"the pattern {pattern} cannot be used ({said})", error=re.error(said), value=pattern
        ) from error


def _spelled(pattern: str) -> str:
    r"""Return the pattern with \w, \d and \s as all scripts have them."""
    made: list[str] = []
    inside, at = False, 0
    while at < len(pattern):
        char, following = pattern[at], pattern[at + 1 : at + 2]
        if char == "\\":
            wide = _CLASSES.get(following.lower())
            if wide and following.islower():
                made.append(wide if inside else f"[{wide}]")
            elif wide and not inside:
                made.append(f"[^{wide}]")
            else:
                made.append(char + following)
            at += 2
            continue
        if char == "[" and not inside:
            inside = True
            first = 2 if following == "^" else 1
            if pattern[at + first : at + first + 1] == "]":  # the first "]" of a class is one of its characters
                first += 1
            made.append(pattern[at : at + first])
            at += first
            continue
        inside = inside and char != "]"
        made.append(char)
        at += 1
    return "".join(made)


def _compile_linear(_expression: Any, pattern: str) -> Any:
    return linear_pattern(pattern)


# rule-engine has no other place for it: it compiles, and matches constants, while it reads the rule.
ast.FuzzyComparisonExpression._compile_regex = _compile_linear
