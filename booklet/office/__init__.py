"""Use cases of an office, above the workspace and below whoever asks: data in, data out, no screen and no HTTP.

Screens, an API and notebooks call the same functions.

    the quarter     quarter.py           its books: how they stand, because of what, and made
                    look_beside.py       looked through in a process beside the program
                    job_words.py         a job in words: how far, how fast, how long yet
                    coverage.py          who gets what of a book
                    match_hand_ins.py    files handed in for many customers: which is whose
                    zips.py              the books of many runs in an archive
                    export.py            the books of a quarter as plain files
    a book          new_book.py          begin, copy, rename, restore
                    draft.py             edits that are not saved, and what two people changed merged
                    kept_draft.py        edits that outlive the session
                    rule_words.py        a rule read out
    a form          form_mapping.py      what goes into its fields: accepted proposals, edits of the table
                    form_place.py        its settings inside a book: a page's own, or those of a page inside a choice
    values          written_values.py    as people write and read them in a table
                    value_edits.py, definition_edits.py    edits of the grid and of the table of attributes
                    table_import.py      a table taken in, step by step
    counting.py     "3 pages", "a, b and c"
"""
