"""Home: what is left to do this quarter?"""

from booklet.ui.quarter_screen import show_quarter
from booklet.ui.shell import guard

show_quarter(guard())
