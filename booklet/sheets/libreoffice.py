"""LibreOffice as a program of its own: it converts older formats, recalculates, and is the second renderer."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from booklet.errors import DamagedFile, LimitExceeded, UnsupportedFile
from booklet.sheets.closed_office import excel_alone, no_network, write_profile
from booklet.text import fontconfig

_MEMORY_BYTES = 6 << 30
_LEAST_ROOM_BYTES = 32 << 20  # a new profile takes some MB, and what is converted may grow tenfold
_FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xlsb": "Calc MS Excel 2007 Binary"}
"""The filter for each kind of package: LibreOffice is not to find out by itself what it is."""


def is_installed() -> bool:
    """Return whether the command `soffice` can be found."""
    return shutil.which("soffice") is not None


def convert(data: bytes, kind: str, to: str, *, seconds: float, letters: Iterable[str] = ()) -> bytes:
    """Convert a workbook of `kind` ("xls", "xlsx" ...) into another; macros do not run and links are not followed.

    It draws with the fonts that ship with Booklet; `letters` are those for which it may need others.
    Raises UnsupportedFile where LibreOffice is missing, LimitExceeded after `seconds` or on a full disk, DamagedFile
    where it fails.
    """
    command = shutil.which("soffice")
    if command is None:
        raise UnsupportedFile("LibreOffice is not installed. Install it, or choose the renderer 'native'.")
    with tempfile.TemporaryDirectory() as folder:
        _require_room(folder, len(data))
        source, profile = Path(folder, f"workbook.{kind}"), Path(folder, "profile")
        source.write_bytes(excel_alone(data) if kind in _FILTERS else data)
        write_profile(profile)  # of its own: two LibreOffices cannot share one, and the user's may allow macros
        call = [*no_network(), command, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
                "--nolockcheck", *([f"--infilter={_FILTERS[kind]}"] if kind in _FILTERS else []),
                "--convert-to", to, "--outdir", folder, str(source)]  # fmt: skip
        made = source.with_suffix(f".{to}")
        if made == source:
            call[-2:] = [str(Path(folder, "made")), str(source)]
            made = Path(folder, "made", source.name)
        _run(call, seconds, Path(folder), fontconfig.write_settings(Path(folder), letters))
        if not made.exists():
            raise DamagedFile("LibreOffice cannot read the workbook. Open it in Excel and save it again.")
        return made.read_bytes()


def _require_room(folder: str, size: int) -> None:
    """Refuse a full disk: LibreOffice does not tell, and makes nothing, as of a workbook that it cannot read."""
    if shutil.disk_usage(folder).free < _LEAST_ROOM_BYTES + 10 * size:
        raise LimitExceeded(
            f"The disk of the folder for temporary files, {Path(folder).parent}, is too full for LibreOffice. Make "
            "room there, or name another folder in the environment variable TMPDIR."
        )


def _run(call: list[str], seconds: float, folder: Path, fonts: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)

    def widen() -> None:  # what is enough for a workbook is not for LibreOffice
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES if hard == resource.RLIM_INFINITY else hard, hard))

    process = subprocess.Popen(
        call,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # In the folder, so that nothing of it is left where it is killed.
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LANG": "C.UTF-8",
            "FONTCONFIG_FILE": str(fonts),
        },
        start_new_session=True,
        preexec_fn=widen if soft != resource.RLIM_INFINITY else None,  # then this process has no threads
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            f"LibreOffice took longer than {seconds:g} seconds. Make the workbook smaller, or raise the limit."
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and those that it started: `soffice` is a script around the real program."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
