"""Customers: who are they, and what do we know for this quarter?"""

from booklet.ui.customers.all_customers import show_customers
from booklet.ui.shared.shell import guard

show_customers(guard())
