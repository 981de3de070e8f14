"""Templates: texts with `{{ plan }}`, `{{ assets | money("USD 0") }}` or `{% if vip %} … {% endif %}` in them.

The language is jinja2's, in its sandbox, with undefined names an error: a blank where a value should be never goes
into a book without a word. An attribute that is printed without a filter is written as its definition says.
Where a value may be missing, the template says so: `{{ adviser | default("—") }}` or `{% if adviser is defined %}`.
In Markdown, values are escaped: a customer called "#1 Plumbing" is no heading. `{{ note | safe }}` lets a value's own
Markdown through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, cast

import jinja2
import jinja2.meta
import jinja2.nodes
from markupsafe import Markup

from booklet.errors import BookletError, MissingValue, TemplateError
from booklet.formats import Formats
from booklet.model import AttributeDefinition, Quarter, Value
from booklet.model.nearest import did_you_mean
from booklet.plain_templates import PlainTemplate, plain_template
from booklet.template_limits import LONGEST_OUTPUT, LimitedSandbox, budget, limited

ALWAYS_KNOWN = frozenset({"customer", "quarter", "book"})
RUNNING_NAMES = frozenset({"page", "pages", "title"})
"""The further names of running lines: page numbers, header, footer."""

_ONLY_AN_ATTRIBUTE = re.compile(r"^\s*\{\{\s*([a-z][a-z0-9_]*)\s*\}\}\s*$")


@dataclass(frozen=True)
class Facts:
    """The data that templates speak of: a customer as of a quarter, and the formats of its values."""

    customer: str
    quarter: Quarter
    book: str
    values: Mapping[str, Value]
    definitions: tuple[AttributeDefinition, ...]
    formats: Formats

    @cached_property
    def by_key(self) -> Mapping[str, AttributeDefinition]:
        """The definitions of the attributes, by key."""
        return {definition.key: definition for definition in self.definitions}

    def named(self, names: Iterable[str]) -> dict[str, object]:
        """Return those of some names that a template can use here, attributes with their formats."""
        found: dict[str, object] = {}
        for name in names:
            if name in self.by_key:
                value = self.printed(name)
                if value is not None:
                    found[name] = value
            elif name == "customer":
                found[name] = self.customer
            elif name == "quarter":
                found[name] = self.quarter
            elif name == "book":
                found[name] = self.book
        return found

    def printed(self, key: str) -> object | None:
        """Return an attribute's value with its format; None where there is none."""
        value = self.values.get(key) if key in self.by_key else None
        if value is None:
            return None
        return self._named[key] if key in self._named else self._print(key, value)

    @cached_property
    def _named(self) -> dict[str, object]:
        return {}

    def _print(self, key: str, value: Value) -> object:
        """Return a value with its format; writing it is the dearest part of most templates, so it is done once."""
        made = self._named[key] = _printed(value, self.formats.value(value, self.by_key[key]))
        return made


def check_template(
    text: str, definitions: Sequence[AttributeDefinition], extra_names: Collection[str] = ()
) -> frozenset[str]:
    """Check a template against the definitions, and return the keys of the attributes that it uses.

    Raises TemplateError for a syntax error, an unknown filter, or a name that is neither an attribute nor one of
    `extra_names`, naming the nearest.
    """
    _require_text(text)
    keys = {definition.key for definition in definitions}
    known = keys | ALWAYS_KNOWN | set(extra_names)
    environment = _environment(Formats())
    try:
        syntax = environment.parse(text)
        environment.compile(syntax)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(_syntax_message(text, error)) from error
    for node in syntax.find_all((jinja2.nodes.Filter, jinja2.nodes.Test)):  # jinja2 looks for some only when it fills
        kind = "filter" if isinstance(node, jinja2.nodes.Filter) else "test"
        if node.name not in (environment.filters if kind == "filter" else environment.tests):
            raise TemplateError(_unknown(text, kind, node.name))
    used = jinja2.meta.find_undeclared_variables(syntax)
    for name in sorted(used - known):
        hint = did_you_mean(name, sorted(known), kind="names")
        raise TemplateError(f'The template {_quoted(text)} speaks of "{name}", which is not an attribute. {hint}')
    return frozenset(used & keys)


def names_in(text: str, facts: Facts) -> frozenset[str]:
    """Return the names that a template may look up; none of a text that is no template, or that cannot be read."""
    try:
        return _compiled(text, facts.formats, None).uses if "{" in text else frozenset()
    except TemplateError:
        return frozenset()


def fill_template(
    text: str, facts: Facts, extra: Mapping[str, object] | None = None, *, escape: Callable[[str], str] | None = None
) -> str:
    """Fill a template for a customer; each value is escaped by `escape` where the text is in a language of its own.

    Raises MissingValue with the keys that it needs and the customer lacks, TemplateError for anything else.
    """
    _require_text(text)
    if "{" not in text:
        return text
    template = _compiled(text, facts.formats, escape)
    try:
        if template.only and not extra and (value := facts.printed(template.only)) is not None:
            return limited(template.write(value))
        names = {**facts.named(template.uses), **(extra or {})}
        if template.plain and template.plain.names <= names.keys():
            return template.plain.fill(names)
        return _render(template.compiled, names)
    except jinja2.UndefinedError as error:
        raise _undefined(text, facts, extra or {}, error) from error
    except jinja2.exceptions.SecurityError as error:
        raise TemplateError(
            f"The template {_quoted(text)} does what templates may not: {str(error).rstrip('.')}."
        ) from error
    except TemplateError:
        raise
    except BookletError as error:
        raise TemplateError(f"The template {_quoted(text)} failed: {error}") from error
    except Exception as error:  # a template runs its author's expressions: anything can come out of them
        raise TemplateError(f"The template {_quoted(text)} failed: {error}.") from error


def _require_text(template: object) -> None:
    if not isinstance(template, str):
        raise TemplateError(f"A template is a text, and {template!r} is none: put it in quotation marks.")


def only_attribute(text: str) -> str | None:
    """Return the key of a template that is nothing but an attribute, as `{{ plan }}` is; None for any other."""
    match = _ONLY_AN_ATTRIBUTE.match(text)
    return match[1] if match else None


def _render(template: jinja2.Template, names: Mapping[str, object]) -> str:
    pieces: list[str] = []
    length = 0
    with budget():
        for piece in template.generate(names):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST_OUTPUT:
                limited(piece, length)
    return "".join(pieces)


_missed: ContextVar[set[str]] = ContextVar("_missed")


class _Recording(jinja2.ChainableUndefined):
    """A missing value that notes its name and is nothing."""

    def _note(self) -> None:
        _missed.get().add(str(self._undefined_name))

    def __str__(self) -> str:
        self._note()
        return ""

    def __bool__(self) -> bool:
        self._note()
        return False

    def __eq__(self, other: object) -> bool:
        self._note()
        return False

    def __ne__(self, other: object) -> bool:
        self._note()
        return True

    def __hash__(self) -> int:
        self._note()
        return 0

    def __len__(self) -> int:
        self._note()
        return 0

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return iter(())


def _undefined(text: str, facts: Facts, extra: Mapping[str, object], error: Exception) -> BookletError:
    """Find every missing attribute at once, by filling the template again with nothing in their places."""
    template = _recording(text, facts.formats)
    names = {**facts.named(template.uses), **extra}
    missing: set[str] = {template.only} if template.only else set()
    if not missing:
        _missed.set(missing)
        try:
            _render(template.compiled, names)
        except Exception:
            missing |= template.uses - names.keys()
    keys = sorted(missing & facts.by_key.keys())
    if keys:
        return MissingValue(f"The template {_quoted(text)} needs {' and '.join(keys)}.", keys)
    known = {*facts.by_key, *ALWAYS_KNOWN, *extra}
    unknown = sorted(template.uses - known)
    if not unknown:
        syntax = _environment(facts.formats).parse(text)
        return TemplateError(_without_the_part(text, syntax) or f"The template {_quoted(text)} failed: {error}.")
    hint = did_you_mean(unknown[0], sorted(known), kind="names")
    return TemplateError(f'The template {_quoted(text)} speaks of "{unknown[0]}", which is not an attribute. {hint}')


def _without_the_part(text: str, syntax: jinja2.nodes.Template) -> str:
    """Tell whoever writes `{{ customer.name }}` to write `{{ customer }}`; return "" where the template does not."""
    for node in syntax.find_all(jinja2.nodes.Getattr):
        if isinstance(node.node, jinja2.nodes.Name):
            name = node.node.name
            return (
                f'The template {_quoted(text)} asks for the "{node.attr}" of "{name}", which is one value without '
                f"parts. Write {{{{ {name} }}}}."
            )
    return ""


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:57] + '…'}”"


def _syntax_message(text: str, error: jinja2.TemplateSyntaxError) -> str:
    message = str(error.message or "").rstrip(".")
    unknown = re.search(r"No (filter|test) named '(\w+)'", message)
    if unknown:
        return _unknown(text, unknown[1], unknown[2])
    line = f" in line {error.lineno}" if "\n" in text.strip() else ""
    return f"The template {_quoted(text)} cannot be read{line}: {message}. Write an attribute like {{{{ plan }}}}."


def _unknown(text: str, kind: str, name: str) -> str:
    """Say that there is no such filter or test; of filters the nearest is named."""
    hint = did_you_mean(name, sorted(_filters(Formats())), kind="filters") if kind == "filter" else ""
    return f'The template {_quoted(text)} uses the {kind} "{name}", which does not exist. {hint}'.rstrip()


class _Printed:
    """An attribute's value that also carries its formatted text."""

    written: str


class _Number(Decimal, _Printed):
    pass


class _Day(date, _Printed):
    pass


class _YesNo(int, _Printed):
    """A yes/no as an int, since bool cannot be subclassed: it is true or false all the same."""


def _printed(value: Value, written: str) -> object:
    made: _Number | _Day | _YesNo
    if isinstance(value, bool):
        made = _YesNo(value)
    elif isinstance(value, Decimal):
        made = _Number(value)
    elif isinstance(value, date):
        made = _Day(value.year, value.month, value.day)
    else:
        return value
    made.written = written
    return made


@lru_cache(maxsize=8)
def _environment(formats: Formats, escape: Callable[[str], str] | None = None) -> jinja2.Environment:
    def write(value: object) -> object:
        if isinstance(value, jinja2.Undefined | Markup):
            return value  # an undefined must reach the output as such, to be refused there
        if not isinstance(value, str):
            value = value.written if isinstance(value, _Printed) else formats.plain(value)
        return escape(str(value)) if escape else value

    environment = LimitedSandbox(
        undefined=jinja2.StrictUndefined,
        finalize=write,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # the output is text for paper, never HTML
    )
    environment.globals.clear()
    environment.filters.update(_filters(formats))
    environment.limit_filters()
    return environment


@dataclass(frozen=True, slots=True)
class _Template:
    """A template that is compiled, with the names that it may look up."""

    compiled: jinja2.Template
    uses: frozenset[str]
    only: str | None
    """The key of a template that is an attribute and nothing else, not even a space."""
    write: Callable[[object], str]
    """Writes a value as the template would."""
    plain: PlainTemplate | None
    """Fills it faster, where it is texts and names in turn and nothing else: as nearly all are."""


@lru_cache(maxsize=2048)
def _compiled(text: str, formats: Formats, escape: Callable[[str], str] | None) -> _Template:
    return _read(text, _environment(formats, escape))


@lru_cache(maxsize=2048)
def _recording(text: str, formats: Formats) -> _Template:
    return _read(text, _environment(formats).overlay(undefined=_Recording))


def _read(text: str, environment: jinja2.Environment) -> _Template:
    try:
        syntax = environment.parse(text)
        uses = frozenset(jinja2.meta.find_undeclared_variables(syntax))
        write = cast(Callable[[object], str], environment.finalize)
        plain = plain_template(syntax, write)
        compiled = environment.from_string(syntax)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(_syntax_message(text, error)) from error
    only = only_attribute(text) if text == text.strip() else None
    return _Template(compiled, uses, only, write, plain)


def _filters(formats: Formats) -> dict[str, Callable[..., str]]:
    def strict(write: Callable[..., str]) -> Callable[..., str]:
        def filtered(value: object, style: object = "", /) -> str:
            if isinstance(value, jinja2.Undefined):
                str(value)  # raises, or records, as the environment wants it
                return ""
            return write(value, str(style)) if style != "" else write(value)

        return filtered

    return {
        "money": strict(formats.money),
        "number": strict(formats.number),
        "percent": strict(formats.percent),
        "date": strict(formats.date),
        "yesno": strict(formats.yesno),
    }
