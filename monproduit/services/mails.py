"""Send the mails of the outbox: each is written when it leaves, in the person's language, as things stand then.

All of them go through here, so an address that is suspended gets none, whatever it is about.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from monproduit.core.errors import SendError
from monproduit.core.localisation import use_locale
from monproduit.core.settings import settings
from monproduit.integrations.mail import Mail, post
from monproduit.services.alert_mails import alerts_letter
from monproduit.services.answer_mails import answer_letter
from monproduit.services.bounces import note_refusal
from monproduit.services.invitation_mails import invitation_letter
from monproduit.services.letters import Letter, as_html, as_text
from monproduit.services.outbox_claims import Claimed
from monproduit.services.outbox_notes import Outcome
from monproduit.services.reminders import reminder_letter
from monproduit.services.suspensions import is_suspended

Writer = Callable[[dict[str, Any]], Awaitable[Letter | None]]
"""Writes a letter out of what the outbox kept; nothing, when there is no reason for it any more."""
WRITERS: dict[str, Writer] = {
    "alert": alerts_letter,
    "digest": alerts_letter,
    "reminder": reminder_letter,
    "invitation": invitation_letter,
    "answer": answer_letter,
}


async def send(claimed: Claimed) -> Outcome:
    """Write a mail and hand it over; where nothing is left to say, nothing is sent, and where mails come back neither.

    Raises:
        SendError: it was not taken, or nobody knows.
    """
    letter = await WRITERS[claimed.payload["letter"]](claimed.payload)
    if letter and await is_suspended(claimed.recipient):
        return Outcome.SUSPENDED
    if letter:
        try:
            await post(settings().smtp_url, settings().data_dir / "mail").send(_mail(claimed, letter))
        except SendError as error:
            if error.refuses_recipient:
                await note_refusal(claimed.recipient, str(error))
            raise
    return Outcome.SENT


def _mail(claimed: Claimed, letter: Letter) -> Mail:
    with use_locale(letter.language):
        return Mail(
            id=f"{claimed.digest}@{urlsplit(settings().origin).hostname or 'localhost'}",
            sender=settings().sender,
            return_path=settings().mail_return_path,
            to=claimed.recipient,
            subject=letter.subject,
            text=as_text(letter),
            html=as_html(letter),
            at=claimed.created_at,
            language=letter.language,
            unsubscribe=letter.unsubscribe,
        )
