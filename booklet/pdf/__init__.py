"""The PDF engine: prepare an upload once, assemble it into any number of books."""

from booklet.pdf.assemble import assemble
from booklet.pdf.check import check_values
from booklet.pdf.prepared import Part, Prepared, prepare
from booklet.pdf.types import ENGINE_VERSION, BookOptions

__all__ = ["ENGINE_VERSION", "BookOptions", "Part", "Prepared", "assemble", "check_values", "prepare"]
