"""History: the books made, their inputs, and the proof that they are still the same."""

from booklet.ui.history.all_runs import pick_generation
from booklet.ui.history.one_run import show_run
from booklet.ui.shared.look import heading
from booklet.ui.shared.shell import guard

desk = guard()
heading("History", "What was made, from what; is it still the same?")
picked = pick_generation(desk.ws)
if picked:
    show_run(desk, picked)
