"""A customer: what do we know, since when, from whom; what did they get?"""

from booklet.ui.customer_screen import show_customer
from booklet.ui.shell import guard

show_customer(guard())
