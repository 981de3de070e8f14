"""The rest of a book, which is its own: stamps, outline, metadata, catalog, protection (7.6, 7.7.2, 12.3.3, 14.3)."""
