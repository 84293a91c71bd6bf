"""Send the mails of the outbox: each is written when it leaves, in the person's language, as things stand then."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from monproduit.core.localisation import use_locale
from monproduit.core.settings import settings
from monproduit.integrations.mail import Mail, post
from monproduit.services.alert_mails import alerts_letter
from monproduit.services.answer_mails import answer_letter
from monproduit.services.invitation_mails import invitation_letter
from monproduit.services.letters import Letter, as_html, as_text
from monproduit.services.outbox import Claimed
from monproduit.services.reminders import reminder_letter

Writer = Callable[[dict[str, Any]], Awaitable[Letter | None]]
"""Writes a letter out of what the outbox kept; nothing, when there is no reason for it any more."""
_WRITERS: dict[str, Writer] = {
    "alert": alerts_letter,
    "digest": alerts_letter,
    "reminder": reminder_letter,
    "invitation": invitation_letter,
    "answer": answer_letter,
}


async def send(claimed: Claimed) -> None:
    """Write a mail and hand it over; where nothing is left to say, nothing is sent.

    Raises:
        SendError: it was not taken, or nobody knows.
    """
    letter = await _WRITERS[claimed.payload["letter"]](claimed.payload)
    if letter:
        await post(settings().smtp_url, settings().data_dir / "mail").send(_mail(claimed, letter))


def message_id(key: str) -> str:
    """Return the Message-ID of what has a key in the outbox: the same however often it is sent."""
    return f"{sha256(key.encode()).hexdigest()[:32]}@{urlsplit(settings().origin).hostname or 'localhost'}"


def _mail(claimed: Claimed, letter: Letter) -> Mail:
    with use_locale(letter.language):
        return Mail(
            id=message_id(claimed.key),
            sender=settings().sender,
            to=claimed.recipient,
            subject=letter.subject,
            text=as_text(letter),
            html=as_html(letter),
            at=claimed.created_at,
            language=letter.language,
            unsubscribe=letter.unsubscribe,
        )
