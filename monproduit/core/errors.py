"""Errors that are expected: they carry a message key and are shown to the person."""

from typing import Any


class PortalError(Exception):
    """An expected refusal, with a key that names its message.

    Attributes:
        key: a stable name, looked up in the texts of the person's language.
        values: what the message mentions (counts, names, minutes).
    """

    def __init__(self, key: str, **values: Any) -> None:
        """Keep the key and what the message mentions."""
        super().__init__(f"{key} {values}" if values else key)
        self.key = key
        self.values = values


class SettingsError(Exception):
    """The settings do not go together; the text says which and why."""
