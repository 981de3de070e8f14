"""Users: who may do what? For administrators."""

from booklet.ui.shared.shell import guard
from booklet.ui.users.all_users import show_users

show_users(guard("users.all"))
