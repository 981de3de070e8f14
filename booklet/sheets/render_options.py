"""Settings: how sheets are drawn, and how much of a workbook is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from booklet.errors import DefinitionError

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on the cost of an untrusted workbook; beyond them `LimitExceeded` is raised, which names the limit.

    `seconds` and `memory_bytes` are for all work on it, from unpacking to the finished pages; the memory is
    counted where the workbook is read in a process of its own.
    """

    file_bytes: int = 300 * MEGABYTE
    unpacked_bytes: int = 1024 * MEGABYTE
    part_bytes: int = 600 * MEGABYTE
    part_ratio: int = 250
    """The factor at which a part of over 20 MB is taken for a zip bomb; real sheets stay under 60."""
    parts: int = 20_000
    cells: int = 8_000_000
    merges: int = 200_000
    letters: int = 1_000_000
    """Letters of one cell; Excel itself writes 32,767 at most."""
    pages: int = 20_000
    drawing_pixels: int = 120_000_000
    seconds: float = 180.0
    memory_bytes: int = 2048 * MEGABYTE

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            if getattr(self, name) <= 0:
                raise DefinitionError(f"The limit {name!r} of a workbook must be more than 0. Give a positive number.")


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """Settings of the drawing. Each default has its reason.

    `renderer` is "native", or "libreoffice", which takes seconds instead of milliseconds.
    `like` chooses the spacing of scaled pages with a header or footer: LibreOffice shrinks them, and the
    room between them and the cells, with the page; Excel keeps them, and prints pages of filled cells without a word
    in them, which LibreOffice leaves out. The default is LibreOffice's, which can be looked at on any machine;
    Excel's is known here from the specification only. Few workbooks differ.
    `landscape` None and `fit_width` False keep what each sheet's own page setup says.
    `scale` is a percentage that overrides the sheet's own scale or fitting; None keeps them.
    `default_paper` (ST_PaperSize: 9 = A4, 1 = Letter) is for sheets without a page setup, which Excel prints on the
    printer's paper: A4, as LibreOffice does, because most of the world prints on it.
    `created` is the time of `&D`, `&T`, TODAY() and NOW(), so that equal input gives equal bytes: never the clock.
    `tagged` marks tables, header cells and pictures in the PDF for readers who have it read to them.
    `apart` reads the workbook in a process of its own, which the limits stop. False is for trusted workbooks, and for
    programs that read one workbook and end.
    """

    renderer: Literal["native", "libreoffice"] = "native"
    like: Literal["excel", "libreoffice"] = "libreoffice"
    fit_width: bool = False
    landscape: bool | None = None
    scale: int | None = None
    created: datetime = datetime(2000, 1, 1)
    file_name: str = ""
    default_paper: int = 9
    bookmarks: bool = True
    tagged: bool = False
    apart: bool = True
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.renderer not in ("native", "libreoffice"):
            raise DefinitionError(
                f"There is no renderer {self.renderer!r} for worksheets. Choose 'native' or 'libreoffice'."
            )
        if self.like not in ("excel", "libreoffice"):
            raise DefinitionError(f"Pages cannot be like {self.like!r}. Choose 'excel' or 'libreoffice'.")
        if self.scale is not None and not 10 <= self.scale <= 400:
            raise DefinitionError(f"Sheets cannot be scaled to {self.scale}%. Choose 10 to 400.")
