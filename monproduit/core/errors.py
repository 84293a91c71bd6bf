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


class SendError(Exception):
    """A message could not be sent.

    Attributes:
        is_permanent: trying again is of no use.
        is_unsure: it was handed over without an answer, so that it may have arrived.
        refuses_recipient: it was refused because of whom it was for.
    """

    def __init__(self, reason: str, *, is_permanent: bool = False, is_unsure: bool = False, refuses_recipient: bool = False) -> None:
        """Keep the reason, which people of the vendor read: without secrets."""
        super().__init__(reason)
        self.is_permanent, self.is_unsure, self.refuses_recipient = is_permanent, is_unsure, refuses_recipient


class BounceError(Exception):
    """A mail is no report of one that came back; the text says why, without what stands in it."""


class SettingsError(Exception):
    """The settings do not go together; the text says which and why."""
