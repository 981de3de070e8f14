"""Glyphs of scripts whose letters change beside each other, stand over each other or run to the left, by HarfBuzz."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import uharfbuzz

from booklet.text.bidi import mirrored
from booklet.text.faces import FontFile, face_of

_SHAPED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u1780-\u17ff\u1a20-\u1bff\ua840-\ua8ff\ua980-\uaadf\uabc0-\uabff"
    "\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00011fff\U0001e800-\U0001efff\u200f\u202b\u202e\u2067]"
)
"""Combining marks, Hebrew, Arabic, the scripts of India and of South East Asia, and characters that turn a line."""


class Glyph(NamedTuple):
    """A glyph of shaped text; lengths are in 1/1000 of the size."""

    number: int
    text: str
    """The letters that it stands for. Of a cluster each glyph stands for a part: together they say it all."""
    advance: float
    shift: tuple[float, float]
    """Its place beside and above the pen."""


def needs_shaping(text: str) -> bool:
    """Tell whether a text has letters that cannot be set side by side as they are."""
    return not text.isascii() and _SHAPED.search(text) is not None


def shape(file: FontFile, text: str, *, to_left: bool) -> tuple[Glyph, ...]:
    """Return the glyphs of a text in a single direction, from left to right as they are drawn."""
    face, buffer = face_of(file), uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if to_left else "ltr"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(face.font, buffer)
    scale = face.scale
    said = _said([info.cluster for info in buffer.glyph_infos], text, to_left=to_left)
    return tuple(
        Glyph(info.codepoint, part, place.x_advance * scale, (place.x_offset * scale, place.y_offset * scale))
        for info, place, part in zip(buffer.glyph_infos, buffer.glyph_positions, said, strict=True)
    )


def _said(clusters: Sequence[int], text: str, *, to_left: bool) -> list[str]:
    """Return the text of each glyph: a cluster's letters are dealt out to its glyphs, in the order of reading.

    To the left brackets are mirrored, as their glyphs are: readers turn them back.
    """
    if to_left:
        text = mirrored(text)
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    said = [""] * len(clusters)
    for start in starts:
        places = [place for place, cluster in enumerate(clusters) if cluster == start]
        letters = text[start : ends[start]]
        if len(letters) < len(places):
            letters = unicodedata.normalize("NFKD", letters)
        for place, letter in zip(places[::-1] if to_left else places, letters, strict=False):
            said[place] = letter
        said[places[0] if to_left else places[-1]] += letters[len(places) :]
    return said
