"""The screen that makes books: for a customer, or for all."""
