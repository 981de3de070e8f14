"""The screens of the books: their list, and a book with its pages, settings, preview and versions."""
