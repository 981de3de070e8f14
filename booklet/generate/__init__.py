"""The making of books: from a book's definition and a customer to a PDF with a record that proves how it came about.

snapshot.py   freeze every input                    plan.py      what the book would be, and its problems
resolve.py    each page for this customer           one.py       generate one book: publish and record it
layout.py     places in the book, contents          many.py      generate for all customers
running_lines.py  page numbers, header, footer      verify.py    rebuild from the snapshot alone, compare
files.py      uploads, prepared once                states.py    how each customer's book stands this quarter
given.py      workbooks and choices of the user     input_key.py what has a say in a book, for all customers at once
"""
