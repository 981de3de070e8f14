"""Tasks done with a workbook in a process of its own (`booklet.apart.Work`)."""

from __future__ import annotations

from dataclasses import asdict
from itertools import product
from typing import Any

from booklet.fonts import FAMILIES
from booklet.sheets.inspection import contents_of
from booklet.sheets.layout.typeface import face_for, fallback_for
from booklet.sheets.numbers import display
from booklet.sheets.render_options import Limits
from booklet.sheets.render_request import facts_as_json, request_from_json
from booklet.sheets.workbook_to_pdf import draw_workbook

for _family in FAMILIES:  # 12 ms a face: read once by the helper, and not by each of its processes
    for _bold, _italic in product((False, True), repeat=2):
        face_for(_family, _bold, _italic)
fallback_for("\u8a9e", bold=False, italic=False)  # the East Asian face takes 70 ms
display(45_000.5, "dddd, d mmmm yyyy h:mm")  # names of days and months, as much again


def render(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Draw a workbook."""
    made = draw_workbook(data, request_from_json(task))
    return facts_as_json(made), made.pdf


def inspect(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """List the contents of a workbook."""
    return asdict(contents_of(data, task["password"], Limits(**task["limits"]))), b""
