"""Mutation testing: small changes to Booklet's code, and whether the tests notice. See `__main__.py`."""
