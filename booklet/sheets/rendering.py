"""A workbook becomes a PDF: the file is read in, drawn (in a process of its own), and delivered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from booklet.apart import run_apart
from booklet.sheets.render_options import RenderOptions
from booklet.sheets.render_request import CellInput, RenderRequest, rendered_from_json, request_as_json
from booklet.sheets.result import Rendered
from booklet.whole_files import write_whole


def render(  # noqa: PLR0913 - the public interface: options by name
    source: str | Path | bytes,
    out: str | Path | BinaryIO | None = None,
    *,
    sheets: Sequence[str] | None = None,
    password: str | None = None,
    values: Mapping[str, CellInput] | None = None,
    options: RenderOptions | None = None,
) -> Rendered:
    """Draw the sheets of a workbook, in the order given; without names all that are visible and have content.

    `source` is a path or bytes. `out` is a path (written beside, then renamed), a binary file, or None. `values` fills
    its cells (`RenderRequest.values`). Raises NotFound for a sheet that is not there, DamagedFile, PasswordNeeded,
    UnsupportedFile or LimitExceeded, and InputError for a path that cannot be written.
    """
    from booklet.sheets.read.workbook_file import read_file  # here, as below: most books have no worksheets

    options = _named(options or RenderOptions(), source)
    data = read_file(source, options.limits)
    request = RenderRequest(None if sheets is None else tuple(sheets), password, values or {}, options)
    made = (_draw_apart if options.apart else _draw_here)(data, request)
    _deliver(made.pdf, out)
    return made


def _named(options: RenderOptions, source: str | Path | bytes) -> RenderOptions:
    """Return the options with the file's name, which `&F` prints."""
    if options.file_name or isinstance(source, bytes):
        return options
    return replace(options, file_name=Path(source).name)


def _draw_apart(data: bytes, request: RenderRequest) -> Rendered:
    from booklet.sheets.read.workbook_file import bounds_of

    bounds = bounds_of(request.options.limits)
    return rendered_from_json(*run_apart("booklet.sheets.apart_tasks:render", request_as_json(request), data, bounds))


def _draw_here(data: bytes, request: RenderRequest) -> Rendered:
    from booklet.sheets.workbook_to_pdf import draw_workbook

    return draw_workbook(data, request)


def _deliver(pdf: bytes, out: str | Path | BinaryIO | None) -> None:
    """Write to a binary file, or to a path whole or not at all."""
    if out is None:
        return
    if not isinstance(out, (str, Path)):
        out.write(pdf)
        return
    write_whole(Path(out), pdf)
