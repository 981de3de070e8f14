"""New pages drawn by reportlab: texts and covers from Markdown, the table of contents."""
