"""All that a workspace keeps: tables in DuckDB, and files by their content. All SQL of Booklet is in this folder.

    database.py      units of work: who may read and write, and when a change is safe; the revision
    reading.py       a unit that reads, opened by its first statement
    engine.py        the contract of what is below: connections, sessions; duckdb/ fulfills it, opening.py chooses it
    migrate.py       brings the tables up to date, from the numbered files in migrations/; migration_steps.py
    signs_of_life.py which runs are being worked on
    customers.py     customers
    definitions.py   what attributes there are
    attributes.py    their values as of a quarter; the front of the files below
      values_as_of.py        the history, and what of it counts as of a quarter
      given_values.py        what callers give, checked and made into texts
      attribute_frames.py    values and history as DataFrames
      value_pages.py         a page of customers and values: searched, filtered, sorted
      attribute_import.py    a table in: first a plan, which is the preview, then its deed
      attribute_export.py    a table out
      table_files.py         CSV and Excel; csv_text.py: texts in any encoding
      table_apart.py         a workbook's rows, read in a process with limits; table_cells.py: as they cross its border
      table_style.py         1,234.56 or 1.234,56, and the order of dates
      table_proposals.py     attributes for columns that none knows
    files.py         the contract of a store of files by content; file_folder.py fulfills it
      piece_folder.py        the pieces that files share; joined_files.py: files that consist of them
      incoming.py            files written, flushed and brought to their places together
    uploads.py       what is known of uploaded files
    books.py         books and their versions; page_ids.py: pages keep their ids through them
    jobs.py          jobs and their items, taken by leases
    drafts.py        what users have changed in books and not saved yet
    hand_ins.py      the workbooks that were handed in for pages that ask for a workbook
    generations.py   runs, their snapshots and logs
    users.py, settings.py
    change_log.py    who changed accounts, and removed or reordered definitions
    clock.py, names.py       times and names, as all of these use them

Times are naive UTC, ids are UUIDs as text, and `ref` is a name or an id wherever it is written.
"""

from booklet.store.attributes import Attributes
from booklet.store.books import Books
from booklet.store.clock import as_utc, utc_now
from booklet.store.customers import Customers
from booklet.store.database import Database
from booklet.store.engine import Connection
from booklet.store.file_folder import FileFolder
from booklet.store.files import FileStore
from booklet.store.generations import Generations
from booklet.store.hand_ins import HandIns
from booklet.store.opening import open_database
from booklet.store.settings import Settings, WorkspaceSettings
from booklet.store.uploads import UploadRecords
from booklet.store.users import Users

__all__ = [
    "Attributes",
    "Books",
    "Connection",
    "Customers",
    "Database",
    "FileFolder",
    "FileStore",
    "Generations",
    "HandIns",
    "Settings",
    "UploadRecords",
    "Users",
    "WorkspaceSettings",
    "as_utc",
    "open_database",
    "utc_now",
]
