"""LibreOffice that fetches nothing: its profile, its network, and workbooks without what it would fetch."""

from __future__ import annotations

import io
import logging
import re
import shutil
import subprocess
import zipfile
from functools import lru_cache
from pathlib import Path

_SETTINGS = {
    ("Office.Calc/Content/Update", "Link"): "2",  # never
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("Office.Common/Security/Scripting", "CheckDocumentEvents"): "true",
    ("Office.Common/Security/Scripting", "DisableActiveContent"): "true",
    ("Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("Office.Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("Office.Common/Misc", "UseLocking"): "false",
}
"""Path and name of a setting -> its value: no links, no macros, no trusted places."""
_NOT_EXCEL = re.compile(r"(?:mimetype|META-INF/.*|content\.xml|styles\.xml|settings\.xml|meta\.xml)", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?(?:/>|>\s*</(?:\w+:)?Relationship\s*>)", re.DOTALL)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']\s*External\s*[\"']", re.IGNORECASE)
_HYPERLINK = re.compile(rb"/hyperlink\s*[\"']")


def write_profile(folder: Path) -> None:
    """Write a new profile, in which nothing is trusted and nothing is fetched."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for (path, name), value in _SETTINGS.items()
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )


@lru_cache(maxsize=1)
def no_network() -> list[str]:
    """Return the words before a command that give it a network of its own, with nobody in it; none where none can."""
    words = ["unshare", "--user", "--map-current-user", "--net", "--"]
    if shutil.which(words[0]):
        tried = subprocess.run([*words, "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if tried.returncode == 0:
            return words
    logging.getLogger(__name__).warning(
        "LibreOffice runs without a network namespace of its own: this system gives none (unshare of util-linux)."
    )
    return []


def excel_alone(package: bytes) -> bytes:
    """Return a package with its Excel parts alone, and of its external relationships those of hyperlinks.

    A picture or workbook elsewhere would be fetched, and a package that is also one of another kind read as that.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.infolist():
            if part.is_dir() or _NOT_EXCEL.fullmatch(part.filename):
                continue
            content = old.read(part)
            if part.filename.lower().endswith(".rels"):
                content = _RELATION.sub(_kept, content)
            new.writestr(part.filename, content)
    return out.getvalue()


def _kept(relation: re.Match[bytes]) -> bytes:
    fetched = _EXTERNAL.search(relation[0]) and not _HYPERLINK.search(relation[0])
    return b"" if fetched else relation[0]
