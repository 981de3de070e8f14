"""The making of books: from a book's definition and a customer to a PDF with a record that proves how it came about.

before      references.py   books, customers and quarters as callers name them
            stores.py       all that a workspace keeps, as a thing to hand around
            given.py        workbooks and choices of the user
            check.py        a definition, whoever the customer is
            snapshot.py     every input, frozen
            input_keys.py   what has a say in a book, for all customers at once
            states.py       how each customer's book stands this quarter
            known_states.py the same for all, brought up to date by what changed
            looks.py        what a newer engine or library can change of it
            reasons.py      because of what it is out of date
a book      files.py        uploads, prepared once
            resolve.py      each page for this customer
            page_places.py  places in the book, and the contents
            headers_and_password.py  headers, footers, page numbers, watermark, password: the options of the whole book
            plan.py, plans.py   what the book would be, and its problems: for a customer, for many, as a preview
            look_through.py     the same checks for thousands of customers, with nothing drawn
            checked.py, kept_checks.py  what came of that, and what is kept of it
            readiness.py    how all books of a quarter stand
            one.py          a book made, published and recorded
            publish.py      books kept, a handful at a time
many        many.py         what came of the books of a job (`booklet.jobs`)
afterwards  made.py         a book that was made, to show and to keep
            file_names.py, archive.py   its name when it is downloaded; many of them in a zip
            verify.py       rebuilt from the snapshot alone, and compared
"""
