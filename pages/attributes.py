"""Attributes: what is known of every customer for the quarter, edited in place."""

from booklet.ui.attributes.attributes_screen import show_attributes
from booklet.ui.shared.shell import guard

show_attributes(guard())
