"""The field of a list in which one looks for words: it shows those that the list goes by."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.forms import Input

_ID = "words"
"""One on a page."""


class WordsField(Input):
    """A field of the browser's own that shows `words` each time they change, but while one writes in it."""

    words: rx.Var[str]

    def _exclude_props(self) -> list[str]:
        return ["words"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hook needs."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Follow."""
        field = f'document.getElementById("{_ID}")'
        body = f"const field = {field}; if (field && field !== document.activeElement) field.value = {self.words!s};"
        return [rx.Var(f"useEffect(() => {{ {body} }}, [{self.words!s}]);", _var_data=self.words._get_all_var_data())]  # noqa: SLF001 (Reflex has no public name for it)


def words_field(words: Any, on_search: Any, *, name: str, placeholder: str = "") -> rx.Component:
    """Return the field, with the words that are looked for; `name` says what is searched."""
    look = {"type": "search", "id": _ID, "class_name": "input", "placeholder": placeholder or name, "aria_label": name, "max_length": 200}
    return WordsField.create(words=words, default_value=words, on_change=on_search, **look)
