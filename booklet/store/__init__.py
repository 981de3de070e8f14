"""All that a workspace keeps: tables in DuckDB, and files by content. All SQL of Booklet is in this folder."""
