"""Shipped fonts and those of the machine as they go into a book: subsets, and the objects that describe them."""
