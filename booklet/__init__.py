"""Booklet: one PDF book per customer per quarter, out of what an office already has."""
