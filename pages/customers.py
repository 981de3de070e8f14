"""Customers: who are they, and what do we know for this quarter?"""

from booklet.ui.customer_list import show_customers
from booklet.ui.shell import guard

show_customers(guard())
