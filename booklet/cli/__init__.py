"""The command line: `python -m booklet …`, also installed as `booklet`.

Every command writes its output whole or not at all, and says on standard error what was wrong and with which input. It
ends with 0, with 1 where an input is at fault, with 2 where the call is.

    command_line.py      the command that all others stand under; the demo
    books.py             generate, batch, verify, export, sweep
    jobs.py              worker, and jobs: list, watch, cancel, resume
    users.py             user add
    files.py             assemble, fill, render: the engine, without a workspace
    workspace_option.py  which workspace a command opens
    options.py           the options that they have in common
"""

from booklet.cli.command_line import main

__all__ = ["main"]
