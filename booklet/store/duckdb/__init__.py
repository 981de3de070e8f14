"""DuckDB behind the contract of `booklet.store.engine`; the only place that imports the library.

engine.py      a file, locked beside, opened for each session
connection.py  statements, frames, and errors as StoreError
"""

from booklet.store.duckdb.engine import DuckDBEngine

__all__ = ["DuckDBEngine"]
