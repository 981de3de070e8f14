"""Headers and footers with their codes (ECMA-376 part 1, 18.3.1.39, 18.3.1.46)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.pictures import Gallery
from booklet.sheets.draw.text_line import draw_line
from booklet.sheets.layout.pagination import PrintedPage
from booklet.sheets.layout.text import Line, lines_of, spans_of
from booklet.sheets.model.cell import Run
from booklet.sheets.model.color_mixing import tinted
from booklet.sheets.model.drawing import HeaderPicture
from booklet.sheets.model.page_setup import HeaderFooter
from booklet.sheets.model.style import Font
from booklet.sheets.render_options import RenderOptions

_INCH = 72.0
_CODE = re.compile(
    r'&(?:(?P<section>[LCR])|(?P<size>\d{1,3})|"(?P<font>[^"]*)"|K(?P<color>[0-9A-Fa-f]{6}|\d\d[+-]\d{3})'
    r"|(?P<sum>P[+-]\d+)|(?P<letter>[A-Za-z&]))",
    re.DOTALL,
)


class PageNumber(NamedTuple):
    """Number that `&P` prints, the page's place within its sheet from 1, and the count of pages."""

    printed: int
    place: int
    total: int


def draw_header_footer(
    pen: Pen, page: PrintedPage, number: PageNumber, options: RenderOptions, gallery: Gallery
) -> None:
    """Draw the header and the footer, pictures first."""
    setup = page.view.sheet.page_setup
    header, footer = _texts(setup.header_footer, number)
    scaled = setup.header_footer.scale_with_document or options.like == "libreoffice"
    scale, room = page.scale if scaled else 1.0, _Room.of(page)
    codes = _Codes(page, number, options)
    pictures = page.view.sheet.header_pictures
    for place, code in ((place, header if place[1] == "H" else footer) for place in pictures):
        if "&G" in code:
            with pen.artifact("Header" if place[1] == "H" else "Footer"):
                _draw_picture(pen, room, place, pictures[place].scaled(scale), gallery)
    with pen.artifact("Header"):
        for section, lines in codes.sections(header, scale).items():
            _draw_section(pen, room, section, lines, room.top)
    with pen.artifact("Footer"):
        for section, lines in codes.sections(footer, scale).items():
            height = sum(line.height for line in lines)
            _draw_section(pen, room, section, lines, room.bottom - height)


class _Room(NamedTuple):
    """From margin to margin; the header hangs from `top`, the footer stands on `bottom`."""

    left: float
    width: float
    top: float
    bottom: float

    @classmethod
    def of(cls, page: PrintedPage) -> _Room:
        margins = page.view.sheet.page_setup.margins
        width = page.width - (margins.left + margins.right) * _INCH
        return cls(margins.left * _INCH, width, margins.header * _INCH, page.height - margins.footer * _INCH)

    def start(self, section: str, width: float) -> float:
        """Return the start of a text of that width in the section, L, C or R; other letters of a file count as L."""
        free = self.width - width
        return self.left + {"C": free / 2, "R": free}.get(section, 0.0)


def _draw_picture(pen: Pen, room: _Room, place: str, picture: HeaderPicture, gallery: Gallery) -> None:
    """Draw the picture in its section, hanging from the header's margin or standing on the footer's."""
    top = room.top if place[1] == "H" else room.bottom - picture.height_pt
    reader = gallery.reader(picture.data)
    if reader is not None:
        left = room.start(place[0], picture.width_pt)
        pen.image(reader, left, top, picture.width_pt, picture.height_pt)


def _texts(texts: HeaderFooter, number: PageNumber) -> tuple[str, str]:
    if texts.different_first and number.place == 1:
        return texts.first_header, texts.first_footer
    if texts.different_odd_even and number.printed % 2 == 0:
        return texts.even_header, texts.even_footer
    return texts.odd_header, texts.odd_footer


def _draw_section(pen: Pen, room: _Room, section: str, lines: list[Line], top: float) -> None:
    for line in lines:
        draw_line(pen, line, room.start(section, line.width), top + line.ascent, None)
        top += line.height


@dataclass(frozen=True, slots=True)
class _Codes:
    """Values of the codes on one page."""

    page: PrintedPage
    number: PageNumber
    options: RenderOptions

    def sections(self, text: str, scale: float) -> dict[str, list[Line]]:
        """Return the lines of those of the left, center and right section that have any."""
        runs: dict[str, list[Run]] = {}
        section, font = "C", self.page.view.book.default_font._replace(bold=False, italic=False, color=None)
        first, at = font, 0
        for found in _CODE.finditer(text):
            runs.setdefault(section, []).append(Run(text[at : found.start()], font))
            at = found.end()
            if found["section"]:
                section, font = found["section"], first
            elif found["letter"] or found["sum"]:
                value, font = self._letter(found["letter"] or found["sum"], font)
                runs.setdefault(section, []).append(Run(value, font))
            else:
                font = self._looks(found, font)
        runs.setdefault(section, []).append(Run(text[at:], font))
        return {
            name: lines_of(spans_of(_merged(part), first, scale), first, None)
            for name, part in runs.items()
            if any(r.text for r in part)
        }

    def _letter(self, code: str, font: Font) -> tuple[str, Font]:
        if code[0] == "P" and len(code) > 1:
            return str(self.number.printed + int(code[1:])), font
        toggled = _toggled(code, font)
        if toggled is not None:
            return "", toggled
        created = self.options.created
        values: dict[str, Callable[[], str]] = {
            "P": lambda: str(self.number.printed),
            "N": lambda: str(self.number.total),
            "A": lambda: self.page.view.sheet.name,
            "F": lambda: self.options.file_name,
            "Z": lambda: "",
            "D": lambda: f"{created.month}/{created.day}/{created.year}",
            "T": lambda: f"{(created.hour + 11) % 12 + 1}:{created.minute:02} {'PM' if created.hour >= 12 else 'AM'}",
            "&": lambda: "&",
        }
        return values.get(code.upper(), lambda: "")(), font

    def _looks(self, found: re.Match[str], font: Font) -> Font:
        if found["size"]:
            return font._replace(size=max(float(found["size"]), 1.0))
        if found["color"]:
            return font._replace(color=self._color(found["color"]))
        name, _, look = (found["font"] or "").partition(",")
        look = look.lower()
        return font._replace(
            name=name if name not in ("-", "") else font.name,
            bold="bold" in look or "fett" in look or "gras" in look,
            italic="italic" in look or "oblique" in look,
        )

    def _color(self, code: str) -> str | None:
        if len(code) == 6 and code[2] not in "+-":
            return code.upper()
        theme = self.page.view.book.theme_colors
        index = int(code[:2])
        return tinted(theme[index], int(code[2:]) / 100) if index < len(theme) else None


def _merged(runs: list[Run]) -> list[Run]:
    """Join neighbors in one font into one piece of text, so that words stay whole."""
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].font == run.font:
            merged[-1] = Run(merged[-1].text + run.text, run.font)
        elif run.text:
            merged.append(run)
    return merged


def _toggled(code: str, font: Font) -> Font | None:
    """Return the font after a code that switches something on or off; None for another code."""
    match code:
        case "B":
            return font._replace(bold=not font.bold)
        case "I":
            return font._replace(italic=not font.italic)
        case "U":
            return font._replace(underline="" if font.underline else "single")
        case "E":
            return font._replace(underline="" if font.underline else "double")
        case "S":
            return font._replace(strike=not font.strike)
        case "X" | "Y":
            raised = {"X": "superscript", "Y": "subscript"}[code]
            return font._replace(raised="" if font.raised else raised)
    return None
