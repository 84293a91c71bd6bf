"""Mails that come back: counted once, for whom they were sent to; the address gets no more, until somebody has it tried again."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
import time_machine
from sqlalchemy import select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import SendError
from monproduit.core.settings import settings
from monproduit.integrations.change_log import Changed
from monproduit.models import Change, OutboxMessage, SuspendedAddress
from monproduit.services import alert_mails, audience, bounces, deliveries, mails, outbox, profile, retention, subscriptions, suspensions
from monproduit.services.bounces import Kind, Verdict
from monproduit.services.outbox import Message
from tests.office import Office, claim, posted, publish, send_due, serving
from tests.reports import MANNERS, postfix
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, LEA = "claire@exemple.fr", "lea@exemple.fr"
SAM: Line = {"type": "user", "email": "sam@editeur.fr", "name": "Sam Morel", "staff": True}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def _world() -> None:
    """Let Claire and Léa receive the news of Vigie."""
    await load(*PEOPLE, SAM, license_("100-1"))
    for email in (CLAIRE, LEA):
        await subscriptions.choose(await actor(email), "vigie", wants=True)


async def _id(email: str = CLAIRE) -> str:
    """Return the Message-ID of the latest mail to somebody: what reports name."""
    query = select(col(OutboxMessage.digest)).where(col(OutboxMessage.recipient) == email).order_by(col(OutboxMessage.id).desc()).limit(1)
    async with reading() as session:
        return f"{await session.scalar(query)}@localhost"


def _mailed(email: str = CLAIRE) -> list[str]:
    """Return which alerts were mailed to somebody, as often as they were."""
    return sorted(str(one["Subject"]).rpartition(" ")[2] for one in posted(settings().data_dir) if one["To"] == email)


async def _stand(email: str = CLAIRE) -> list[str]:
    return [line.status for line in (await deliveries.find(await actor("sam@editeur.fr"), "", email, 50)).lines]


async def _suspended() -> list[str]:
    async with reading() as session:
        return list(await session.scalars(select(col(SuspendedAddress.email)).where(col(SuspendedAddress.lifted_at).is_(None))))


@pytest.mark.parametrize("manner", MANNERS)
async def test_a_report_of_any_server_suspends_an_address_that_is_not(manner: str) -> None:
    await _world()
    await publish("a1")
    assert f"<{await _id()}>" in {one["Message-ID"] for one in posted(settings().data_dir)}
    assert await bounces.take(MANNERS[manner](CLAIRE, await _id())) == Verdict.SUSPENDED
    assert (await _suspended(), await _stand(), await _stand(LEA)) == ([CLAIRE], ["bounced"], ["delivered"])
    assert await bounces.take(MANNERS[manner](CLAIRE, await _id())) == Verdict.REPEATED


async def test_what_names_a_mail_or_a_recipient_wrongly_changes_nothing() -> None:
    await _world()
    await publish("a1")
    mine = await _id()
    before = await _everything()
    async with reading() as session:
        key = await session.scalar(select(col(OutboxMessage.key)).where(col(OutboxMessage.recipient) == CLAIRE))
    forged = {
        "an unknown mail": (postfix(CLAIRE, f"{'0' * 32}@localhost"), Verdict.UNKNOWN),
        "a key of the outbox": (postfix(CLAIRE, f"{key}@localhost"), Verdict.UNKNOWN),
        "a mail of somebody else": (postfix("nora@ailleurs.fr", mine), Verdict.FOREIGN),
        "a late one": (postfix(CLAIRE, mine, action="delayed", status="4.4.1"), Verdict.DELAYED),
        "one that arrived": (postfix(CLAIRE, mine, action="delivered", status="2.1.5"), Verdict.NO_FAILURE),
        "no report": (b"Subject: Je suis absente", Verdict.UNREADABLE),
    }
    for name, (report, verdict) in forged.items():
        assert await bounces.take(report) == verdict, name
    assert await _everything() == before


async def _everything() -> list[str]:
    async with reading() as session:
        return [str(row) for table in (OutboxMessage, SuspendedAddress, Change) for row in await session.scalars(select(table))]


async def test_nobody_can_guess_a_message_id() -> None:
    """Else a colleague could have Claire's mail suspended: keys are numbers that follow each other."""
    await _world()
    async with writing() as session:
        await outbox.put(session, *(Message("mail", key, recipient=CLAIRE) for key in ("alert:1:1", "alert:2:1")))
    async with reading() as session:
        digests = list(await session.scalars(select(col(OutboxMessage.digest))))
    guesses = {sha256(key.encode()).hexdigest()[:32] for key in ("alert:1:1", "alert:2:1")}
    assert len({*digests} - guesses) == 2


async def test_a_suspended_address_gets_nothing_whatever_it_is_about_and_nobody_else_notices() -> None:
    await _world()
    await publish("a1")
    await bounces.take(postfix(CLAIRE, await _id()))
    await publish("a2")
    assert (_mailed(), _mailed(LEA)) == (["a1"], ["a1", "a2"])
    assert await _stand() == ["suspended", "bounced"]
    found = await deliveries.find(await actor("sam@editeur.fr"), "suspended", "", 50)
    (line,) = found.lines
    assert (line.status_label, line.reason) == ("Suspendu", "Rien n’est plus envoyé à cette adresse. Cette adresse n’existe pas.")
    assert {count.key: count.count for count in found.counts}["bounced"] == "1"
    for letter in ("alert", "digest", "reminder", "invitation", "answer"):
        assert letter in mails.WRITERS


async def test_a_full_mailbox_has_three_days_of_patience() -> None:
    full = {"status": "5.2.2", "said": "552 5.2.2 mailbox full"}
    with time_machine.travel(NOON, tick=False) as time:
        await _world()
        for day, verdict in enumerate((Verdict.BOUNCED, Verdict.BOUNCED, Verdict.SUSPENDED)):
            time.move_to(NOON + timedelta(days=day))
            for name in "ab"[: 2 - day // 2]:
                await publish(f"{name}{day}")
                assert await bounces.take(postfix(CLAIRE, await _id(), **full)) == verdict
        await suspensions.lift(await actor(CLAIRE))
        await send_due()
        assert await bounces.take(postfix(CLAIRE, await _id(), **full)) == Verdict.BOUNCED
        assert await _suspended() == []


async def test_a_report_of_before_the_retry_counts_no_more_and_a_new_one_does() -> None:
    await _world()
    await publish("a1")
    old = postfix(CLAIRE, await _id())
    assert await bounces.take(old) == Verdict.SUSPENDED
    await suspensions.lift(await actor(CLAIRE))
    await send_due()
    new = postfix(CLAIRE, await _id())
    assert (await bounces.take(old), await _suspended()) == (Verdict.UNKNOWN, [])
    assert (await bounces.take(new), await _suspended()) == (Verdict.SUSPENDED, [CLAIRE])


async def test_only_the_person_and_the_staff_lift_it_and_what_is_young_leaves_then() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        await _world()
        await publish("a1")
        await bounces.take(postfix(CLAIRE, await _id()))
        await publish("a2")
        time.shift(outbox.LIFE)
        await publish("a3")
        for stranger in (LEA, "nora@ailleurs.fr", "sam@editeur.fr"):
            await suspensions.lift(await actor(stranger))
        assert await _suspended() == [CLAIRE]
        await suspensions.lift(await actor(CLAIRE))
        assert await _stand() == ["waiting", "suspended", "bounced"]
        await send_due()
        assert _mailed() == ["a1", "a3"]
        (line,) = (await deliveries.find(await actor("sam@editeur.fr"), "bounced", "", 50)).lines
        await deliveries.retry(await actor("sam@editeur.fr"), line.id)
        await send_due()
        assert _mailed() == ["a1", "a1", "a3"]
        assert await _stand() == ["delivered", "suspended", "delivered"]


async def test_the_staff_may_try_a_withheld_mail_again_which_lifts_it() -> None:
    await _world()
    await publish("a1")
    await bounces.take(postfix(CLAIRE, await _id()))
    await publish("a2")
    (line,) = (await deliveries.find(await actor("sam@editeur.fr"), "suspended", "", 50)).lines
    await deliveries.retry(await actor("sam@editeur.fr"), line.id)
    assert await _suspended() == []
    await send_due()
    assert _mailed() == ["a1", "a1", "a2"]


async def test_a_server_that_says_at_once_that_nobody_is_there_is_believed_and_one_that_refuses_us_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    await _world()
    office = Office({"RCPT": "550 5.7.1 relaying denied"})
    async with serving(office) as address:
        monkeypatch.setattr(settings(), "smtp_url", address)
        await publish("a1")
        assert await _suspended() == []
        office.answers["RCPT"] = "550 5.1.1 no such user"
        await publish("a2")
    assert (await _stand(), sorted(await _suspended())) == (["failed", "failed"], [CLAIRE, LEA])


async def test_the_person_sees_why_in_plain_words() -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        assert (await profile.page(await actor(CLAIRE))).returned == ""
        await publish("a1")
        await bounces.take(postfix(CLAIRE, await _id(), status="5.2.1"))
        page = await profile.page(await actor(CLAIRE))
        since = "Depuis le 24 nov. 2026, nos e-mails à cette adresse reviennent\u00a0: nous n’en envoyons plus."
        assert (page.returned, page.reason, page.code) == (since, "Cette boîte est désactivée.", "5.2.1")
        assert (await profile.page(await actor(LEA))).returned == ""


async def test_open_pages_of_the_person_and_of_the_staff_learn_of_it_and_no_other() -> None:
    await _world()
    await publish("a1")
    people = [(await actor(email)) for email in (CLAIRE, LEA, "sam@editeur.fr")]
    async with reading() as session:
        last = max(await session.scalars(select(col(Change.id))))
    await bounces.take(postfix(CLAIRE, await _id()))
    async with reading() as session:
        rows = list(await session.scalars(select(Change).where(col(Change.id) > last)))
    changes = [Changed(row.id, row.user_id, row.group_id, row.product_id, row.section) for row in rows]
    found = await audience.concerned(changes, [one.id for one in people])
    assert set(found) == {people[0].id, people[2].id}


async def test_figures_tell_kinds_and_nobody() -> None:
    await _world()
    await publish("a1")
    assert await bounces.figures() == ({Kind.FINAL: 0, Kind.PASSING: 0}, 0)
    await bounces.take(postfix(CLAIRE, await _id()))
    await bounces.take(postfix(LEA, await _id(LEA), status="4.4.7"))
    assert await bounces.figures() == ({Kind.FINAL: 1, Kind.PASSING: 1}, 1)


async def test_a_suspension_ends_by_itself_after_a_year() -> None:
    with time_machine.travel(NOON, tick=False) as time:
        await _world()
        await publish("a1")
        await bounces.take(postfix(CLAIRE, await _id()))
        for days, kept in ((364, (["bounced"], [CLAIRE])), (2, ([], []))):
            time.shift(timedelta(days=days))
            await retention.tidy()
            assert (await _stand(), await _suspended()) == kept


async def test_a_refusal_keeps_its_reason_when_the_address_is_suspended_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    await _world()
    async with serving(Office({"RCPT": "550 5.1.1 no such user"})) as address:
        monkeypatch.setattr(settings(), "smtp_url", address)
        await load({"type": "alert", "key": "a1", "products": ["vigie"], "kind": "news", "title": "a1", "published_at": clock.now().isoformat()})
        await alert_mails.note_published()
        claimed = await claim()
        assert claimed
        with pytest.raises(SendError, match=r"550 5\.1\.1 no such user"):
            await mails.send(claimed)
