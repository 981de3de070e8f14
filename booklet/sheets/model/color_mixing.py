"""Arithmetic on colors: tints and blends."""

from __future__ import annotations

import colorsys

from booklet.sheets.model.style import Color


def tinted(color: Color, tint: float) -> Color:
    """Return a lighter color for a positive tint, a darker for a negative (18.8.19), by steps of the HLS luminance."""
    if not tint:
        return color
    hue, light, saturation = colorsys.rgb_to_hls(*to_floats(color))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return from_floats(*colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation))


def to_floats(color: Color) -> tuple[float, float, float]:
    """Return red, green and blue, 0 to 1."""
    return int(color[:2], 16) / 255, int(color[2:4], 16) / 255, int(color[4:6], 16) / 255


def blend(first: Color, second: Color, share: float) -> Color:
    """Return the color at `share` (0 to 1) of the way from `first` to `second`."""
    pairs = zip(to_floats(first), to_floats(second), strict=True)
    return from_floats(*(a + (b - a) * share for a, b in pairs))


def from_floats(red: float, green: float, blue: float) -> Color:
    """Return the color with those shares of red, green and blue; what is beyond 0 to 1 is cut."""
    return "".join(f"{round(min(max(part, 0), 1) * 255):02X}" for part in (red, green, blue))
