"""Dashes of strokes by their names in DrawingML (ST_PresetLineDashVal, ECMA-376 part 1, 20.1.10.49)."""

from __future__ import annotations

DASHES: dict[str, tuple[float, ...]] = {
    "dash": (4, 3), "sysDash": (3, 1), "dot": (1, 3), "sysDot": (1, 1), "lgDash": (8, 3), "dashDot": (4, 3, 1, 3),
    "lgDashDot": (8, 3, 1, 3), "lgDashDotDot": (8, 3, 1, 3, 1, 3), "sysDashDot": (3, 1, 1, 1),
    "sysDashDotDot": (3, 1, 1, 1, 1, 1),
}  # fmt: skip
"""Name -> lengths of strokes and gaps, in widths of the line."""
