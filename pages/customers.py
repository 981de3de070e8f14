"""Customers: their list, with what is known for the quarter."""

from booklet.ui.customers.all_customers import show_customers
from booklet.ui.shared.shell import guard

show_customers(guard())
