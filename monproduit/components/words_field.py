"""The field of a list in which one looks for words: it shows those that the list goes by."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.forms import Input

from monproduit.components.following import Following

_ID = "words"
"""One on a page."""


class WordsField(Following, Input):
    """A field of the browser's own that shows `words` each time they change, but while one writes in it."""

    words: rx.Var[str]

    def effects(self) -> dict[str, str]:
        """Follow."""
        field = f'document.getElementById("{_ID}")'
        return {"words": f"const field = {field}; if (field && field !== document.activeElement) field.value = {self.words!s};"}


def words_field(words: Any, on_search: Any, *, name: str, placeholder: str = "") -> rx.Component:
    """Return the field, with the words that are looked for; `name` says what is searched."""
    look = {"type": "search", "id": _ID, "class_name": "input", "placeholder": placeholder or name, "aria_label": name}
    return WordsField.create(words=words, default_value=words, max_length=200, auto_complete="off", on_change=on_search, **look)
