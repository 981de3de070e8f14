"""Settings: what holds for the whole workspace. For administrators."""

from booklet.model import Role
from booklet.ui.settings_form import show_settings
from booklet.ui.shell import guard

show_settings(guard(Role.ADMIN))
