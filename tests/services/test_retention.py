"""What nobody needs any more is gone after the days that a setting says, and not before."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import func, select

from monproduit.core.database import reading, writing
from monproduit.core.enums import AuditAction
from monproduit.core.settings import settings
from monproduit.models import AuditEvent, Chat, ChatLine, Download, Login, OutboxMessage
from monproduit.services import audit, logins, retention
from tests.world import PEOPLE, actor, load

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CLAIMS = {"sub": "claire", "email": "claire@exemple.fr", "email_verified": True}


async def _counts() -> dict[str, int]:
    async with reading() as session:
        tables = (Login, OutboxMessage, Download, Chat, ChatLine, AuditEvent)
        return {table.__name__: await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.mark.usefixtures("portal")
async def test_each_thing_is_kept_for_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, days in {"CHATS": "100", "AUDIT": "1000"}.items():
        monkeypatch.setenv(f"MONPRODUIT_KEEP_{name}_DAYS", days)
    settings.cache_clear()
    with time_machine.travel(NOW, tick=False) as clock:
        fetched = {
            "type": "download",
            "user": "claire@exemple.fr",
            "product": "vigie",
            "version": "1",
            "file": "v.zip",
            "downloaded_at": NOW.isoformat(),
        }
        await load(*PEOPLE, {**fetched, "key": "d-1"})
        claire = await actor("claire@exemple.fr")
        await logins.start("https://op", CLAIMS, "")
        async with writing() as session:
            audit.record(session, claire, AuditAction.GROUP_CREATED, group_id=None)
            sent = {"topic": "mail", "payload": {}, "created_at": NOW, "due_at": NOW, "give_up_at": NOW}
            session.add_all([OutboxMessage(key="sent", done_at=NOW, **sent), OutboxMessage(key="failed", failed_at=NOW, **sent)])
            session.add(OutboxMessage(key="waits", **sent))
            session.add(chat := Chat(customer_id=claire.id, opened_at=NOW, last_at=NOW, ended_at=NOW, places=1))
            session.add(Chat(customer_id=claire.id, opened_at=NOW, last_at=NOW))
            await session.flush()
            session.add(ChatLine(chat_id=chat.id, place=1, kind="text", at=NOW))
        whole = {"Login": 1, "OutboxMessage": 3, "Download": 1, "Chat": 2, "ChatLine": 1, "AuditEvent": 1}
        steps = (
            (29, {}),
            (31, {"OutboxMessage": 2, "Login": 0}),
            (101, {"Chat": 1, "ChatLine": 0}),
            (366, {"OutboxMessage": 1}),
            (731, {}),
            (741, {"Download": 0}),
            (1001, {"AuditEvent": 0}),
        )
        for days, gone in steps:
            clock.move_to(NOW + timedelta(days=days))
            await retention.tidy()
            whole |= gone
            assert await _counts() == whole, days


def test_each_setting_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "personal-data.md").read_text("utf-8")
    assert [keep.setting for keep in retention.KEEPS if f"`{keep.setting.upper()}`" not in text] == []
