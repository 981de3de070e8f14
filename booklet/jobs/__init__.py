"""The books of many customers: jobs in the database, and the workers that do them.

front.py      `Workspace.jobs`: begin, watch, cancel, resume
together.py   a job done while somebody waits
crew.py       workers in processes of their own
worker.py     takes items, makes their books, says what became of them
helpers.py    further workers, forked from a worker
handful.py    some books read together, made without the database, recorded together
"""

from booklet.jobs.front import Jobs
from booklet.jobs.worker import Pace, Worker

__all__ = ["Jobs", "Pace", "Worker"]
