"""The screens of the books: their list, and one book with its pages, settings, preview and versions."""
