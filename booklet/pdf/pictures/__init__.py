"""Pages of a PDF as pictures, for screens and notebooks; drawn by PDFium in processes of their own, with limits.

page_to_png.py     pages
field_picture.py   a page of a form with a number on each of its fields
apart_tasks.py     what those processes do
"""
