"""When what is on the screen has to be worked out again."""

from __future__ import annotations

from booklet.workspace import Workspace


def data_version(ws: Workspace) -> str:
    """Another text after every change of the workspace's data, whoever made it: part of the keys of what is kept.

    It is the state of the database's file, which costs no unit of work to ask for.
    """
    state = ws.database.path.stat()
    return f"{ws.database.path}|{state.st_mtime_ns}|{state.st_size}"
