"""The settings of the workspace, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import streamlit as st
from babel import Locale
from babel.numbers import get_currency_name

from booklet.formats import Formats
from booklet.ui.shared import look
from booklet.ui.shared.look import done, shown_errors
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.uploader import MEGABYTE, most_megabytes
from booklet.ui.shared.words import size

_LOCALES = ("en_US", "en_GB", "en_CA", "de_DE", "de_AT", "de_CH", "fr_FR", "fr_CH", "it_IT", "es_ES", "nl_NL", "pl_PL")
_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "CAD", "PLN")
_WHOLE_FILES = (
    "Otherwise what books share is kept once, which takes a small part of the room. Downloads are the same either way."
)
_WORKERS = "As many as the machine has processors. They work beside the app, and go on when you close the browser."


def show_settings(desk: Desk) -> None:
    """Show them as a form."""
    settings = desk.ws.settings.get()
    look.heading("Settings", "What holds for the whole workspace")
    with st.form("settings"):
        team = st.text_input("Name of the team", settings.team, max_chars=80, help="Stands in the sidebar.")
        locale = _pick("Dates and numbers are written as in", _LOCALES, settings.locale, _locale_in_words)
        currency = _pick("Currency of amounts", _CURRENCIES, settings.currency, _currency_in_words)
        limit = _pick_limit(settings.upload_limit_bytes)
        whole_files = st.checkbox("Keep every book as a file of its own", settings.whole_files, help=_WHOLE_FILES)
        workers = st.number_input("Processes that make many books", 1, 64, settings.workers, help=_WORKERS)
        go_on = st.checkbox("Let them finish when the app is ended", settings.workers_go_on)
        pressed = st.form_submit_button("Save settings", type="primary")
    if pressed:
        with shown_errors():
            desk.ws.settings.set(
                team=(team or "").strip(),
                locale=locale,
                currency=currency,
                upload_limit_bytes=limit * MEGABYTE,
                whole_files=bool(whole_files),
                workers=int(workers),
                workers_go_on=bool(go_on),
            )
            done("The settings are saved. Books made from now on follow them.")
    look.section("Where it lies")
    look.small_print(f"{desk.ws.folder}, database {size(desk.ws.database.size_bytes())}")


def _pick_limit(present_bytes: int) -> int:
    """Show the limit in megabytes, up to what the server takes: above that it would be a promise that nobody keeps."""
    most = most_megabytes()
    present = min(max(1, present_bytes // MEGABYTE), most)
    help_ = f"Up to {most:,}: more is refused by the server (maxUploadSize in .streamlit/config.toml)."
    return int(st.number_input("Largest upload, in megabytes", 1, most, present, help=help_))


def _pick(label: str, usual: tuple[str, ...], present: str, in_words: Callable[[str], str]) -> str:
    choices = sorted({*usual, present})
    picked: str = st.selectbox(label, choices, choices.index(present), format_func=in_words)
    return picked


def _currency_in_words(code: str) -> str:
    return f"{code}, {get_currency_name(code, locale='en')}"


def _locale_in_words(locale: str) -> str:
    formats = Formats(locale)
    example = f"{formats.date(date(2026, 9, 30), 'long')}, {formats.number(Decimal('1234.5'), '2')}"
    return f"{Locale.parse(locale).get_display_name('en')}: {example}"
