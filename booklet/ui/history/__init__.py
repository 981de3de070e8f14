"""The screen of what was made."""
