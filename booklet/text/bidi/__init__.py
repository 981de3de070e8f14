"""The order in which a line stands on paper: Unicode's bidirectional algorithm (UAX #9), all of its rules.

Letters are kept in the order of reading; Hebrew and Arabic run to the left, and numbers and Latin words inside them
to the right. The algorithm gives each character of a paragraph a level: even levels run to the right, odd to the
left. Forms and worksheets both ask here, so that a line reads the same in both.

No library gives what drawing needs: python-bidi's core orders all of Unicode's cases right, and tells neither levels
nor where a letter came from.

`paragraph` is the entrance; the steps are in the order of the standard: `explicit` (X1 to X8), `sequences` (X10),
`weak` (W1 to W7), `brackets` (N0), `neutral` (N1, N2), `order` (L1, L2) and `mirroring` (L4). L3, the place of
combining marks, is HarfBuzz's work.
"""

from booklet.text.bidi.mirroring import mirrored
from booklet.text.bidi.order import LevelRun, visual_indices, visual_runs
from booklet.text.bidi.paragraph import Paragraph, base_level, is_right_to_left, levels

__all__ = [
    "LevelRun",
    "Paragraph",
    "base_level",
    "is_right_to_left",
    "levels",
    "mirrored",
    "visual_indices",
    "visual_runs",
]
