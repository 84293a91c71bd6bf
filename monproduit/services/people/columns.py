"""Every column that names a person, and what becomes of it when they are erased; a test walks the tables and knows of no other."""

from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a row, or of what is in a column."""

    DELETED = "deleted"
    KEPT = "kept"
    CLEARED = "cleared"


PERSON: dict[str, Fate] = {
    "access_request.user_id": Fate.DELETED,
    "alert_notice.user_id": Fate.DELETED,
    "article_vote.user_id": Fate.DELETED,
    "attachment.user_id": Fate.DELETED,
    "calendar_address.user_id": Fate.DELETED,
    "change.user_id": Fate.DELETED,
    "chat.customer_id": Fate.DELETED,
    "chat_engineer.user_id": Fate.DELETED,
    "chat_presence.user_id": Fate.DELETED,
    "download.user_id": Fate.DELETED,
    "feed_address.user_id": Fate.DELETED,
    "license_user.user_id": Fate.DELETED,
    "login.user_id": Fate.DELETED,
    "membership.user_id": Fate.DELETED,
    "registered_product.user_id": Fate.DELETED,
    "registration_attempt.user_id": Fate.DELETED,
    "reminder_sent.user_id": Fate.DELETED,
    "service_request.assigned_to_id": Fate.CLEARED,
    "service_request.created_by_id": Fate.KEPT,
    "service_request_entry.author_id": Fate.KEPT,
    "chat_line.author_id": Fate.KEPT,
    "renewal_request.requested_by_id": Fate.KEPT,
    "invitation.invited_by_id": Fate.KEPT,
    "audit_event.actor_id": Fate.KEPT,
    "alert_event.actor_id": Fate.KEPT,
}
"""Columns with the id of a person. What is kept is a business record of the vendor's customer, or of who did what, and then says so of nobody."""

EMAIL: dict[str, Fate] = {
    "person.email": Fate.KEPT,
    "invitation.email": Fate.DELETED,
    "outbox_message.recipient": Fate.DELETED,
    "suspended_address.email": Fate.DELETED,
}
"""Columns with an e-mail address."""

OWN: dict[str, object] = {"name": "", "phone": "", "locale": None, "issuer": None, "subject": None, "staff": False, "time_zone": "Europe/Paris"}
"""Columns of the person's own row that are emptied; the row stays, with an address that is none, since records refer to it."""

MENTIONS = ("audit_event.actor", "alert_event.actor", "invitation.name", "invitation.phone")
"""Columns in which a person is named in words. These, and every other text of every table, lose the person's name and address where they stand."""

SECRET = frozenset({"digest", "id_token", "ciphertext", "secret", "stored"})
"""Names of columns that are not taken out: they open doors, or say nothing to anybody."""
UNTOLD = frozenset({"login.id", "login.provider_session"})
"""More of them."""
APPEND_ONLY = ("audit_event", "alert_event")
"""Tables that the database lets nobody change, except here."""
