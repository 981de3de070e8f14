"""The pen that draws on a PDF page, and the tags that it leaves for a tagged PDF."""
