"""All that the parts of the screen of a form's fields share: the draft, the mapping, and the way to change it."""

from __future__ import annotations

from typing import Any, NamedTuple

from booklet.office.form_mapping import Mapped
from booklet.office.form_place import form_in, with_form
from booklet.ui.book.editing import Editing, Materials


class FieldScreen(NamedTuple):
    """All that the parts of the screen need."""

    edit: Editing
    materials: Materials
    config: dict[str, Any]
    mapped: Mapped
    labels: dict[str, str]

    @property
    def path(self) -> tuple[str, ...]:
        """The way to the form: the page's id and, inside a choice, the option."""
        return self.materials.path

    @property
    def latest(self) -> dict[str, Any]:
        """The config as it is now: callbacks run later than they were made."""
        page = self.edit.draft.page(self.path[0])
        return (form_in(page, self.path) if page else None) or self.config

    @property
    def is_shown(self) -> bool:
        """True while the widgets made from this are on the screen: a slow browser may send what they were twice."""
        return self.materials.key.startswith(f"{self.edit.draft.base.book.id}-{self.edit.epoch}-")

    @property
    def upload_id(self) -> str:
        """The upload that is the form."""
        return str(self.config.get("upload", ""))

    @property
    def numbers(self) -> dict[str, int]:
        """Full name of a field -> its number in the table and on the pictures."""
        return {one.name: number for number, one in enumerate(self.mapped.fields, start=1)}

    def take(self, config: dict[str, Any], *, renew: bool = False) -> None:
        """Put a changed config into the draft; `renew` where the table must begin anew to show it."""
        draft = self.edit.draft
        page = draft.page(self.path[0])
        if page is None:
            return
        settled = config if config.get("edition") else {**config, "edition": self.upload_id}
        self.edit.change(draft.change(with_form(page, self.path, settled)), renew=renew)
