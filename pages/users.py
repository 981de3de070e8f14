"""Users: who may do what? For administrators."""

from booklet.model import Role
from booklet.ui.shell import guard
from booklet.ui.user_list import show_users

show_users(guard(Role.ADMIN))
