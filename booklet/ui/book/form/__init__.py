"""The screen of a form's fields: a table of them all, and one of them in full."""
