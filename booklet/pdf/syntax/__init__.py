"""The syntax of PDF (ISO 32000-2, 7.3 to 7.5): values as bytes and back, templates, the file's own structure."""
