"""The screen that makes books: one, or those of all customers."""
