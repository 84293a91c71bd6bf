"""How long what is kept: one table, each line with its setting; what is older goes once an hour."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import case, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import writing
from monproduit.core.settings import settings
from monproduit.models import AlertEvent, AuditEvent, Chat, Download, Login, OutboxMessage, RegistrationAttempt, SuspendedAddress, WebhookEvent
from monproduit.services.people.mentions import changeable


@dataclass(frozen=True, slots=True)
class Keep:
    """Rows of a table are kept for as many days as a setting says, from the moment in a column on; 0 is for ever."""

    table: type[Any]
    since: Any
    setting: str
    is_record: bool = False

    @property
    def days(self) -> int:
        """For how many days."""
        return getattr(settings(), self.setting)


KEEPS = (
    Keep(Login, col(Login.expires_at), "keep_logins_days"),
    Keep(RegistrationAttempt, col(RegistrationAttempt.at), "keep_logins_days"),
    Keep(OutboxMessage, case((col(OutboxMessage.bounced_at).is_(None), col(OutboxMessage.done_at))), "keep_outbox_days"),
    Keep(OutboxMessage, col(OutboxMessage.failed_at), "keep_failures_days"),
    Keep(OutboxMessage, col(OutboxMessage.bounced_at), "keep_failures_days"),
    Keep(SuspendedAddress, col(SuspendedAddress.since), "keep_failures_days"),
    Keep(WebhookEvent, col(WebhookEvent.at), "keep_outbox_days"),
    Keep(Download, col(Download.downloaded_at), "keep_downloads_days"),
    Keep(Chat, col(Chat.ended_at), "keep_chats_days"),
    Keep(AuditEvent, col(AuditEvent.at), "keep_audit_days", is_record=True),
    Keep(AlertEvent, col(AlertEvent.at), "keep_audit_days", is_record=True),
)
"""What has an end. The change log keeps an hour, answers of the API a day, files without a form a day: they are of no use afterwards."""


async def tidy() -> None:
    """Delete what is older than it is kept; one table after the other, so that nobody waits for all."""
    for keep in KEEPS:
        if keep.days > 0:
            async with writing() as session:
                await _delete(session, keep)


async def _delete(session: AsyncSession, keep: Keep) -> None:
    query = delete(keep.table).where(keep.since < clock.now() - timedelta(days=keep.days)).execution_options(synchronize_session=False)
    if keep.is_record:
        async with changeable(session):
            await session.execute(query)
    else:
        await session.execute(query)
