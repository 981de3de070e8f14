"""A customer: values, since when and from whom, and the books made."""

from booklet.ui.customers.one_customer import show_customer
from booklet.ui.shared.shell import guard

show_customer(guard())
