"""Files and folders of a workspace, which nobody but its owner may open, whatever the umask."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def private(name: str, flags: int) -> int:
    """Open a file that nobody else may read, where it is made: an `opener` for `open`."""
    return os.open(name, flags, 0o600)


def private_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing, each of which nobody else may open."""
    if not path.is_dir():
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)


def close_to_others(folder: Path) -> None:
    """Leave a workspace to its owner, whoever made the folder and with whatever umask."""
    state = folder.stat()
    if state.st_uid == os.geteuid() and stat.S_IMODE(state.st_mode) & 0o077:
        folder.chmod(0o700)
