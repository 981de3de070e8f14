"""Settings: how sheets are drawn, and how much of a workbook is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from booklet.errors import DefinitionError

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What an untrusted workbook may cost; beyond it `LimitExceeded` is raised."""

    unpacked_bytes: int = 1024 * MEGABYTE
    part_bytes: int = 600 * MEGABYTE
    part_ratio: int = 250
    """A part of over 20 MB that unpacks to so many times its size is taken for a bomb; real sheets stay under 60."""
    parts: int = 20_000
    cells: int = 8_000_000
    merges: int = 200_000
    pages: int = 20_000
    drawing_pixels: int = 120_000_000
    seconds: float = 300.0

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            if getattr(self, name) <= 0:
                raise DefinitionError(f"The limit {name!r} of a workbook must be more than 0. Give a positive number.")


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`landscape` None keeps each sheet's own orientation; `fit_width` puts every sheet on one page's width.

    `like` chooses whose spacing a scaled page has: LibreOffice shrinks headers, footers and the room between them and
    the cells with the page, Excel keeps them.
    `default_paper` (ST_PaperSize: 9 = A4, 1 = Letter) is for sheets without a page setup.
    `created` is what `&D`, `&T`, TODAY() and NOW() print, so that equal input gives equal bytes.
    """

    renderer: Literal["native", "libreoffice"] = "native"
    like: Literal["excel", "libreoffice"] = "libreoffice"
    fit_width: bool = False
    landscape: bool | None = None
    created: datetime = datetime(2000, 1, 1)
    file_name: str = ""
    default_paper: int = 9
    bookmarks: bool = True
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.renderer not in ("native", "libreoffice"):
            raise DefinitionError(
                f"There is no renderer {self.renderer!r} for worksheets. Choose 'native' or 'libreoffice'."
            )
        if self.like not in ("excel", "libreoffice"):
            raise DefinitionError(f"Pages cannot be like {self.like!r}. Choose 'excel' or 'libreoffice'.")
