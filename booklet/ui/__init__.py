"""The screens; the only folder of the package that imports streamlit.

A folder for each screen as pages/ names it (customers/ has both of theirs, and so has book/), and `shared` for what
several need: a screen knows its own folder and the shared one. What is not drawing is a use case in `booklet.office`.

How a screen is written. It is a file in pages/, listed once in `shell.SCREENS`; it begins with its guard, has
widgets, makes one call into the workspace, and shows the answer:

    user, ws, quarter = guard()                      # or guard("settings.set"); shows the sign-in instead, and stops
    heading("Books", "What books do we make?")
    ...
    if st.button("New book", type="primary"):        # a single colored button on a screen
        with shown_errors():                         # a BookletError becomes its sentence
            ws.books.save(name, pages=[])          # by whoever is signed in, if they may
            done(f"{name} is there.")                # said after the rerun that it starts

In shared/:

    shell              guard, the sidebar, the list of the screens; first_start, sign_in, account stand in it
    place              the quarter and the customer, which stand in the address: current_customer, pick_customer, go
    look               heading, name (the serif), problems, empty states, shown_errors, done
    states             the sign, word and color of each state
    table              a table whose cells open what they stand for
    attribute_columns  attributes as columns of such a table
    page_pictures      the pages of a finished PDF as pictures
    coverage           what each customer would get of a book
    job                work in a thread, with a bar that any tab can watch
    uploader           the box to hand in files, with the workspace's limit
    input_keys         the keys under which what was worked out of a book is kept
    freshness          when what was worked out has to be worked out again
    words              counts, times ago, sizes, dates as the browser's clock and the workspace's locale have them

What a customer or book is called is never put into Markdown as it is: `words.plain` escapes it, `look.name` sets it.
"""
