"""Parts that several screens use: the shell around them, how things look, tables, words, places, jobs."""
