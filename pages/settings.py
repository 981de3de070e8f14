"""Settings: what holds for the whole workspace. For administrators."""

from booklet.ui.settings.workspace_settings import show_settings
from booklet.ui.shared.shell import guard

show_settings(guard("settings.set"))
