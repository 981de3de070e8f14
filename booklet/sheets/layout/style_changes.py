"""A style with changes laid over it."""

from __future__ import annotations

from functools import lru_cache

from booklet.sheets.model.style import CellBorder, CellStyle, Font, StyleChange

_FONT_PARTS = StyleChange._fields.index("fill")
_SAME_FONT = StyleChange()[:_FONT_PARTS]


@lru_cache(maxsize=8192)
def changed(style: CellStyle, changes: tuple[StyleChange, ...]) -> CellStyle:
    """Return the style after all changes; of two that set the same the first wins."""
    for change in reversed(changes):
        style = CellStyle(
            _font(style.font, change),
            style.fill if change.fill is None else change.fill,
            style.border if change.border is None else _border(style.border, change.border),
            style.alignment,
            style.number_format if change.number_format is None else change.number_format,
        )
    return style


def _font(font: Font, change: StyleChange) -> Font:
    if change[:_FONT_PARTS] == _SAME_FONT:
        return font
    return font._replace(
        bold=font.bold if change.bold is None else change.bold,
        italic=font.italic if change.italic is None else change.italic,
        underline=font.underline if change.underline is None else change.underline,
        strike=font.strike if change.strike is None else change.strike,
        color=font.color if change.font_color is None else change.font_color,
    )


def _border(border: CellBorder, change: CellBorder) -> CellBorder:
    return border._replace(
        **{side: getattr(change, side) for side in ("left", "right", "top", "bottom") if getattr(change, side).style},
    )
