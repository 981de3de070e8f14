"""A customer: what do we know, since when, from whom; what did they get?"""

from booklet.ui.customers.one_customer import show_customer
from booklet.ui.shared.shell import guard

show_customer(guard())
