"""The screen of the users."""
