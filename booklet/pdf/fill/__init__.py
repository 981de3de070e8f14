"""Values drawn into the widgets of a book's form, which stays fillable or is flattened (12.5.5, 12.7.4)."""
