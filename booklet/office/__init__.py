"""Use cases of an office, above the workspace and below whoever asks: data in, data out, no screen and no HTTP.

Screens, an API and notebooks call the same functions.

    draft          a book while it is edited, and what two people changed brought together
    form_mapping   what goes into the fields of a form while it is edited
    form_place     a form's settings inside a book: a page's own, or those of a page inside a choice
"""
