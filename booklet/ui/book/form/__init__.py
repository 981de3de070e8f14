"""The screen of a form's fields: a table of them all, and a single field in full."""
