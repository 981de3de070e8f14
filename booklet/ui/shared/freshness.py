"""When what is on the screen has to be worked out again."""

from __future__ import annotations

import streamlit as st

from booklet.model import Customer
from booklet.store.settings import WorkspaceSettings
from booklet.workspace import Workspace


def data_version(ws: Workspace) -> str:
    """Return a text that is another after every change of the workspace's data: part of the keys of what is kept.

    It is the database's revision, which costs no unit of work to ask for as long as nothing changes.
    """
    return f"{ws.folder}|{ws.database.revision()}"


def customers_of(ws: Workspace) -> tuple[Customer, ...]:
    """Return all customers but the archived, by name, read again only when something changed."""
    return _customers(ws, data_version(ws))


@st.cache_resource(max_entries=4, show_spinner=False)  # as they are: nothing changes them
def _customers(_ws: Workspace, data_version: str) -> tuple[Customer, ...]:  # noqa: ARG001 - kept until something changes
    return tuple(_ws.customers.all())


def settings_of(ws: Workspace) -> WorkspaceSettings:
    """Return the settings of the workspace, read again only when something changed."""
    return _settings(ws, data_version(ws))


@st.cache_data(max_entries=4, show_spinner=False)
def _settings(_ws: Workspace, data_version: str) -> WorkspaceSettings:  # noqa: ARG001 - kept until something changes
    return _ws.settings.get()
