"""The PDF engine: prepare an upload once, assemble it into any number of books."""

from booklet.pdf.assemble import assemble
from booklet.pdf.prepared import Part, Prepared, prepare

ENGINE_VERSION = "1"

__all__ = ["ENGINE_VERSION", "Part", "Prepared", "assemble", "prepare"]
