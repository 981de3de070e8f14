"""New pages: texts and covers from Markdown, the table of contents; drawn straight into the objects of a book."""
