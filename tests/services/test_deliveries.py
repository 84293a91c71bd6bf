"""What the vendor's staff sees of the outbox, and can do about it."""

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError, SendError
from monproduit.core.localisation import use_locale
from monproduit.integrations.change_log import Changed
from monproduit.models import OutboxMessage, Person
from monproduit.services import audience, deliveries, outbox
from monproduit.services.access import Actor
from monproduit.services.outbox import Message
from monproduit.services.outbox_claims import Claimed
from monproduit.services.outbox_notes import Outcome
from tests.office import claim, pass_on
from tests.world import PEOPLE, actor, load

pytestmark = pytest.mark.usefixtures("portal")
SAM = {"type": "user", "email": "sam@editeur.fr", "name": "Sam Morel", "staff": True}
BOUNCE = SendError("550 5.1.1 no such user", is_permanent=True)


async def _sam() -> Actor:
    return await actor("sam@editeur.fr")


async def _world() -> None:
    """One message delivered, one refused for good, one to be tried again, one that waits."""
    await load(*PEOPLE, SAM)
    async with writing() as session:
        await outbox.put(session, *(Message("mail", key, {"secret": "CANARI"}, "alert", f"{key}@exemple.fr") for key in ("good", "lost", "late")))
    answers = {"lost": BOUNCE, "late": SendError("connection refused")}

    async def send(claimed: Claimed) -> Outcome:
        if claimed.key in answers:
            raise answers[claimed.key]
        return Outcome.SENT

    for _message in range(3):
        claimed = await claim()
        assert claimed
        await pass_on(claimed, send)
    async with writing() as session:
        await outbox.put(session, Message("webhook", "waits", recipient="https://exemple.fr/hook"))


async def _stand(standing: str = "", recipient: str = "") -> dict[str, str]:
    found = await deliveries.find(await _sam(), standing, recipient, 50)
    return {line.recipient.partition("@")[0]: line.status for line in found.lines}


async def test_each_message_stands_somewhere_the_latest_first() -> None:
    await _world()
    assert list((await _stand()).items()) == [("https://exemple.fr/hook", "waiting"), ("late", "retried"), ("lost", "failed"), ("good", "delivered")]
    for standing, name in (("waiting", "https://exemple.fr/hook"), ("retried", "late"), ("failed", "lost"), ("delivered", "good")):
        assert await _stand(standing) == {name: standing}
    assert len(await _stand("nonsense")) == 4
    counts = (await deliveries.find(await _sam(), "failed", "", 50)).counts
    assert {count.key: count.count for count in counts} == {
        "": "4",
        "waiting": "1",
        "retried": "1",
        "failed": "1",
        "bounced": "0",
        "suspended": "0",
        "delivered": "1",
    }


async def test_a_recipient_is_found_and_signs_of_patterns_are_only_signs() -> None:
    await _world()
    assert list(await _stand(recipient=" LOST@ ")) == ["lost"]
    assert await _stand(recipient="%") == await _stand(recipient="l_st") == {}


async def test_a_failure_says_why_and_no_line_says_what_the_mail_says() -> None:
    await _world()
    found = await deliveries.find(await _sam(), "failed", "", 50)
    assert found.lines[0].error == "550 5.1.1 no such user"
    assert "CANARI" not in repr(await deliveries.find(await _sam(), "", "", 50))
    with use_locale("en"):
        found = await deliveries.find(await _sam(), "", "", 2)
        assert (found.label, found.more, found.lines[0].kind, found.lines[1].kind) == ("4 messages", 2, "webhook", "Alert")


async def test_what_failed_is_tried_again_as_if_new_with_its_key_and_nothing_else_is() -> None:
    await _world()
    lines = {line.status: line.id for line in (await deliveries.find(await _sam(), "", "", 50)).lines}
    await deliveries.retry(await _sam(), lines["failed"])
    claimed = await claim()
    assert claimed
    assert (claimed.key, claimed.attempts) == ("lost", 1)
    for other in (lines["delivered"], lines["retried"], lines["waiting"], lines["failed"], 10**9):
        with pytest.raises(PortalError, match="no_such_delivery"):
            await deliveries.retry(await _sam(), other)


async def test_for_everybody_else_it_does_not_exist() -> None:
    await _world()
    for who in ("claire@exemple.fr", "nora@ailleurs.fr"):
        with pytest.raises(PortalError, match="staff_only"):
            await deliveries.find(await actor(who), "", "", 50)
        with pytest.raises(PortalError, match="staff_only"):
            await deliveries.retry(await actor(who), 1)
    async with writing() as session:
        await session.execute(update(Person).where(col(Person.email) == SAM["email"]).values(staff=False))
    with pytest.raises(PortalError, match="staff_only"):
        await deliveries.find(await _sam(), "", "", 50)


async def test_a_failure_is_told_to_the_staff_and_to_nobody_else() -> None:
    await _world()
    async with reading() as session:
        people = list(await session.scalars(select(col(Person.id))))
        assert await session.scalar(select(col(OutboxMessage.last_error)).where(col(OutboxMessage.key) == "late")) == "connection refused"
    found = await audience.concerned([Changed(1, None, None, None, outbox.STAFF_SECTION)], people)
    assert list(found) == [(await _sam()).id]
