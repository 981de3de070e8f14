"""The shipped fonts for a program that asks fontconfig, so that its pages are the same on every machine.

The fonts of the machine are left out: a program would take them for the names that a file uses, and draw another page
where they are not installed. Only for letters that no shipped font has are some given to it, as in Booklet's own pages.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from booklet.fonts import EAST_ASIAN, FAMILIES, FOLDER, OTHER_SCRIPTS
from booklet.fonts.twins import AS_WIDE, MONO, SERIF
from booklet.text.faces import FontFile, shipped
from booklet.text.fallbacks import elsewhere, has

_SIGNS_OF_LIBREOFFICE = "/usr/share/fonts/truetype/libreoffice"
"""Debian has LibreOffice's own font of signs there; elsewhere it is in LibreOffice's folder, which it reads anyway."""

# It warns of dates inside fonts that it opens; nobody can do anything about them.
logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)

_FAMILY_NAMES = (1, 4, 16)
"""Identifiers in OpenType's table `name`: family, full name, typographic family."""


def write_settings(folder: Path, letters: Iterable[str] = ()) -> Path:
    """Write fontconfig's settings for a run of a program; return the file for FONTCONFIG_FILE.

    Caches go into the folder too. `letters` are those that the program will draw.
    """
    others = folder / "other-fonts"
    others.mkdir()
    for number, font in enumerate(sorted(_other_fonts(letters))):
        _write_renamed(font, f"Other font {number}", others / f"{number}.ttf")
    folders = [str(FOLDER), _SIGNS_OF_LIBREOFFICE, str(others)]
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        + "".join(f"<dir>{escape(name)}</dir>\n" for name in folders)
        + f"<cachedir>{escape(str(folder / 'font-cache'))}</cachedir>\n"
        + "".join(_rules())
        + "</fontconfig>\n",
        encoding="utf-8",
    )
    return settings


def _other_fonts(letters: Iterable[str]) -> set[FontFile]:
    own = (*map(shipped, FAMILIES), *(FontFile(str(path)) for path in (EAST_ASIAN, *OTHER_SCRIPTS)))
    strange = (letter for letter in set(letters) if not any(has(font, letter) for font in own))
    return {found for letter in strange if (found := elsewhere(letter))}


def _write_renamed(font: FontFile, name: str, path: Path) -> None:
    """Write a font under another name, so that no text asks for it by name and none takes it for a shipped font."""
    from fontTools.ttLib import TTFont  # 60 ms to import

    with TTFont(font.path, fontNumber=font.face, lazy=True) as read:
        for record in read["name"].names:
            if record.nameID in _FAMILY_NAMES:
                record.string = name
        read.save(path)


def _rules() -> Iterator[str]:
    """Yield the choice of `booklet.fonts.twins.family_for`: a twin takes a name's place, others stand behind it."""
    for name, family in AS_WIDE.items():
        if name != family.lower():
            yield _rule(_test(name, "eq"), family, "assign")
    for word in MONO:
        yield _rule(_test(word, "contains"), "DejaVu Sans Mono", "append_last")
    for word in SERIF:
        yield _rule(_test(word, "contains") + _test("sans", "not_contains", "all"), "DejaVu Serif", "append_last")
    yield _rule("", "DejaVu Sans", "append_last")


def _test(word: str, how: str, which: str = "any") -> str:
    return f'<test qual="{which}" name="family" compare="{how}"><string>{escape(word)}</string></test>'


def _rule(test: str, family: str, mode: str) -> str:
    edit = f'<edit name="family" mode="{mode}" binding="same"><string>{family}</string></edit>'
    return f'<match target="pattern">{test}{edit}</match>\n'
