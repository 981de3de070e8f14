"""A form was replaced by another edition: what that means for what goes into its fields, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.office.counting import count
from booklet.office.form_mapping import SIGNS, is_filled, takes
from booklet.page_types.form.editions import EditionChanges, Renamed, carried_over, compare, renames
from booklet.page_types.form.fields import FormField
from booklet.ui.book.form.field_screen import FieldScreen
from booklet.ui.book.form.known_fields import fields_of
from booklet.ui.shared.states import State
from booklet.ui.shared.table import height_px
from booklet.ui.shared.words import plain

_GONE = ""


def show_edition_changes(screen: FieldScreen) -> bool:
    """Show what lies between the edition that was mapped and that which is there now; tells whether anything does."""
    before = _mapped_edition(screen)
    known = _fields_before(screen, before)
    changes = compare(known, screen.mapped.fields, screen.config)
    chosen_anew = bool(screen.config.get("edition")) and before != screen.upload_id
    if not (changes.vanished or changes.retyped or (changes.appeared and chosen_anew)):
        return False
    near = renames(changes, screen.mapped.fields, screen.config)
    with st.container(border=True, key=f"{screen.materials.key}-edition"):
        sign = f":{State.WARNING.color}[{State.WARNING.sign}]"
        st.markdown(f"{sign} **This is another edition of the form.** {_told(changes, near)}")
        heirs = _show_vanished(screen, changes, near) if changes.vanished else {}
        for old, new in changes.retyped:
            st.markdown(f"- {plain(_retyped(screen, old, new))}")
        with st.container(horizontal=True):
            if changes.vanished:
                moved = sum(bool(heir) for heir in heirs.values())
                st.button(
                    _carry_words(moved, len(heirs) - moved),
                    type="primary",
                    key=f"{screen.materials.key}-carry",
                    on_click=_carry,
                    args=(screen, heirs),
                )
            else:
                st.button("I have seen it", key=f"{screen.materials.key}-settle", on_click=_carry, args=(screen, {}))
    return True


def _mapped_edition(screen: FieldScreen) -> str:
    """Return the upload whose fields were mapped, as far as that is known."""
    upload = screen.materials.upload(screen.upload_id)
    return str(screen.config.get("edition") or (upload.replaces if upload else "") or screen.upload_id)


def _fields_before(screen: FieldScreen, upload_id: str) -> Sequence[FormField]:
    try:
        return fields_of(screen.materials.ws, upload_id)
    except BookletError:
        return ()  # the old file cannot be read any more: what vanished is known by its names


def _told(changes: EditionChanges, near: Mapping[str, Renamed]) -> str:
    """Return what changed, in one sentence."""
    told = []
    if gone := len(changes.vanished):
        told.append("1 field that is filled is gone" if gone == 1 else f"{gone} fields that are filled are gone")
    if other := len(changes.retyped):
        told.append("1 field now takes something else" if other == 1 else f"{other} fields now take something else")
    heirs = {made.after for made in near.values()}
    if new := [one for one in changes.appeared if one.name not in heirs]:
        names = ", ".join(f"“{one.label}”" for one in new[:3]) + (" …" if len(new) > 3 else "")
        told.append(f"{len(new)} {'is' if len(new) == 1 else 'are'} new: {names}")
    text = "; ".join(told)
    return plain(text[:1].upper() + text[1:] + ".")


def _retyped(screen: FieldScreen, old: FormField, new: FormField) -> str:
    number = screen.numbers[new.name]
    return f"{number}. {new.label} took {takes(old).lower()}, and now takes {takes(new).lower()}: look at what goes in."


def _show_vanished(screen: FieldScreen, changes: EditionChanges, near: Mapping[str, Renamed]) -> dict[str, str]:
    """Show the table of fields that are gone, with what each is called now; returns old name -> new name, or ""."""
    labels = {
        one.name: f"{screen.numbers[one.name]}. {one.label}"
        for one in screen.mapped.fields
        if not is_filled(screen.config, one.name)
    }
    templates = screen.config.get("fields", {})
    table = pandas.DataFrame(
        {
            "before": [one.label for one in changes.vanished],
            "what": [templates[one.name] for one in changes.vanished],
            "now": pandas.Series(
                [near[one.name].after if one.name in near else None for one in changes.vanished], dtype=object
            ).to_numpy(),
            "sure": [SIGNS[near[one.name].confidence] if one.name in near else "" for one in changes.vanished],
        },
        index=pandas.Index([one.name for one in changes.vanished], dtype=object),
    )
    edited = st.data_editor(
        table,
        key=f"{screen.materials.key}-vanished",
        hide_index=True,
        height=height_px(len(table), 260),
        disabled=["before", "what", "sure"],
        placeholder="nothing: drop it",
        alt="Fields that the new edition of the form has not",
        column_config={
            "before": st.column_config.TextColumn("Was", width=200),
            "what": st.column_config.TextColumn("What went in", width=150),
            "now": st.column_config.SelectboxColumn(
                "Is now", options=list(labels), format_func=lambda name: labels.get(str(name), str(name)), width=240
            ),
            "sure": st.column_config.TextColumn("", width=50, help="●●● sure, ●●○ likely"),
        },
    )
    now = edited["now"].to_dict()
    return {str(name): heir if isinstance(heir, str) else _GONE for name, heir in now.items()}


def _carry_words(moved: int, dropped: int) -> str:
    words = [f"Move {count(moved, 'field')}"] if moved else []
    words += [f"{'drop' if moved else 'Drop'} {count(dropped, 'field') if not moved else dropped}"] if dropped else []
    return ", ".join(words)


def _carry(screen: FieldScreen, heirs: Mapping[str, str]) -> None:
    changed = carried_over(screen.latest, heirs)
    screen.take({**changed, "edition": screen.upload_id}, renew=True)
