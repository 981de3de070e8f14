"""Attributes: what is known of every customer for the quarter, edited in place."""

from booklet.ui.attribute_screen import show_attributes
from booklet.ui.shell import guard

show_attributes(guard())
