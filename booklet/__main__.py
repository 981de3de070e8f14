"""The command line as `python -m booklet …`."""

from booklet.cli import main

if __name__ == "__main__":  # a batch's worker processes import this file too
    main(prog_name="booklet")
