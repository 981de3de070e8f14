"""Home: what is left to do this quarter."""

from booklet.ui.quarter.home import show_quarter
from booklet.ui.shared.shell import guard

show_quarter(guard())
