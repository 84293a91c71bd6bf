"""The chat of a customer with support: written once and in order, read by those whom it concerns, ended, begun anew."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.integrations.change_log import Changed
from monproduit.models import Change, Chat
from monproduit.services import chat_customer, chat_desk, chat_presence, chats
from monproduit.services.access import Actor
from monproduit.services.audience import concerned
from monproduit.services.chat_changes import news
from monproduit.views.chat import ChatLineView
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal", "world")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def _claire() -> Actor:
    return await actor("claire@exemple.fr")


async def _sam(email: str = "sam@editeur.fr") -> Actor:
    return replace(await actor(email), is_staff=True)


@pytest.fixture
async def world() -> None:
    """Lyon, Nora, and two engineers, Sam and Ines."""
    engineers = [{"type": "user", "email": f"{name.lower()}@editeur.fr", "name": f"{name} Morel", "staff": True} for name in ("Sam", "Ines")]
    await load(*PEOPLE, *engineers, license_("100-1", support_plan="premier", maintenance_from="2020-01-01", renewal_date="2030-01-01"))


async def _lines(who: Actor) -> list[ChatLineView]:
    panel = await chats.panel(who)
    return await chats.lines(who, panel.chat, 1)


async def _said(who: Actor) -> list[str]:
    return [line.text for line in await _lines(who)]


async def _begin() -> int:
    """Let Claire write, and return her chat."""
    await chats.send(await _claire(), "key-claire-1", "Bonjour")
    return (await chats.panel(await _claire())).chat


async def _refusal(work: object) -> str:
    with pytest.raises(PortalError) as caught:
        await work  # type: ignore[misc]
    return caught.value.key


async def test_words_go_both_ways_and_the_engineer_is_named() -> None:
    claire, sam, chat = await _claire(), await _sam(), await _begin()
    assert (await chats.panel(claire)).state == "waiting"
    assert [(line.group, line.customer, line.preview) for line in await chat_desk.lines(sam)] == [("waiting", "Claire Laurent", "Bonjour")]
    await chat_desk.join(sam, chat)
    await chat_desk.answer(sam, chat, "key-sam-1", "Je regarde")
    panel = await chats.panel(claire)
    assert (panel.state, panel.engineers) == ("joined", "Sam Morel")
    assert [(line.place, line.author, line.text, line.is_mine) for line in await _lines(claire)] == [
        (1, "Vous", "Bonjour", True),
        (2, "Sam Morel", "Sam Morel a rejoint la conversation.", False),
        (3, "Sam Morel", "Je regarde", False),
    ]
    assert [line.author for line in await chat_desk.words(sam, chat, 1)] == ["Claire Laurent", "Sam Morel", "Vous"]


async def test_the_same_key_writes_once_even_in_the_next_chat() -> None:
    claire = await _claire()
    await _begin()
    await _begin()
    await chats.end(claire)
    await _begin()
    assert await _said(claire) == ["Bonjour", "Claire Laurent a terminé la conversation."]


async def test_tabs_that_write_at_once_open_one_chat_and_leave_no_gap() -> None:
    claire = await _claire()
    await asyncio.gather(*(chats.send(claire, f"key-claire-{place}", str(place)) for place in range(8)))
    lines = await _lines(claire)
    assert [line.place for line in lines] == list(range(1, 9))
    assert sorted(line.text for line in lines) == [str(place) for place in range(8)]
    async with reading() as session:
        assert len((await session.scalars(select(Chat))).all()) == 1


async def test_an_engineer_answers_and_the_customer_writes_at_once() -> None:
    claire, sam, chat = await _claire(), await _sam(), await _begin()
    await chat_desk.join(sam, chat)
    both = [
        work for place in range(5) for work in (chats.send(claire, f"key-c-{place:04}", "c"), chat_desk.answer(sam, chat, f"key-s-{place:04}", "s"))
    ]
    await asyncio.gather(*both)
    assert [line.place for line in await _lines(claire)] == list(range(1, 13))


@pytest.mark.parametrize(
    ("key", "text", "refusal"),
    [
        ("key-claire-1", "  \n ", "chat_empty"),
        ("key-claire-1", "x" * 2001, "chat_too_long"),
        ("short", "Bonjour", "chat_wrong_key"),
        ("../../../etc", "Bonjour", "chat_wrong_key"),
    ],
)
async def test_what_cannot_be_written_is_refused(key: str, text: str, refusal: str) -> None:
    assert await _refusal(chats.send(await _claire(), key, text)) == refusal
    assert (await chats.panel(await _claire())).chat == 0


async def test_two_thousand_signes_of_any_kind_are_kept() -> None:
    claire = await _claire()
    text = "é👩‍🔬<b>\n" * 250
    await chats.send(claire, "key-claire-1", text + "\x00\ud800\r\n")
    assert await _said(claire) == [text.strip()]


async def test_a_flood_is_refused_with_the_time_to_wait_and_then_let_through() -> None:
    claire = await _claire()
    with time_machine.travel(NOON, tick=False) as clock:
        for place in range(20):
            await chats.send(claire, f"key-claire-{place:02}", "encore")
        clock.shift(12)
        with pytest.raises(PortalError) as caught:
            await chats.send(claire, "key-claire-20", "encore")
        assert (caught.value.key, caught.value.values) == ("chat_flood", {"seconds": 19})
        clock.shift(19)
        await chats.send(claire, "key-claire-20", "encore")
    assert len(await _said(claire)) == 21


async def test_unread_marks_grow_and_go() -> None:
    claire, sam, chat = await _claire(), await _sam(), await _begin()
    await chat_desk.join(sam, chat)
    assert await chats.unread(claire) == 0
    await chat_desk.answer(sam, chat, "key-sam-1", "Je regarde")
    await chat_desk.answer(sam, chat, "key-sam-2", "Voilà")
    assert await chats.unread(claire) == 2
    await chats.seen(claire)
    assert await chats.unread(claire) == 0
    assert [line.unread for line in await chat_desk.lines(sam)] == [0]
    await chats.send(claire, "key-claire-2", "Merci")
    assert [(line.unread, line.unread_label) for line in await chat_desk.lines(sam)] == [(1, "1 nouveau message")]
    assert await chat_desk.wanting(sam) == 1
    await chat_desk.seen(sam, chat)
    assert await chat_desk.wanting(sam) == 0


async def test_several_engineers_join_leave_and_the_chat_waits_again() -> None:
    claire, sam, ines, chat = await _claire(), await _sam(), await _sam("ines@editeur.fr"), await _begin()
    for engineer in (sam, ines, ines):
        await chat_desk.join(engineer, chat)
    assert (await chats.panel(claire)).engineers == "Ines Morel, Sam Morel"
    await chat_desk.leave(sam, chat)
    assert [line.group for line in await chat_desk.lines(sam)] == ["others"]
    assert await _refusal(chat_desk.answer(sam, chat, "key-sam-1", "Encore moi")) == "chat_not_joined"
    await chat_desk.leave(ines, chat)
    assert (await chats.panel(claire)).state == "waiting"
    assert await _refusal(chat_desk.end(sam, chat)) == "chat_not_joined"


async def test_an_ended_chat_stays_readable_and_the_next_words_begin_another() -> None:
    claire, sam, chat = await _claire(), await _sam(), await _begin()
    await chat_desk.join(sam, chat)
    await chat_desk.end(sam, chat)
    assert ((await chats.panel(claire)).state, (await _said(claire))[-1]) == ("ended", "Sam Morel a terminé la conversation.")
    assert await chat_desk.lines(sam) == []
    assert (await chat_desk.words(sam, chat, 1))[0].text == "Bonjour"
    assert await _refusal(chat_desk.words(await _sam("ines@editeur.fr"), chat, 1)) == "no_such_chat"
    assert await chat_customer.products(sam, chat) == []
    await chats.send(claire, "key-claire-2", "Une autre question")
    assert await _said(claire) == ["Une autre question"]
    await chats.end(claire)
    assert await _refusal(chats.end(claire)) == "no_such_chat"


async def test_a_silent_day_ends_a_chat() -> None:
    claire = await _claire()
    with time_machine.travel(NOON, tick=False) as clock:
        await _begin()
        clock.shift(timedelta(hours=23, minutes=59))
        await chats.end_silent()
        assert (await chats.panel(claire)).state == "waiting"
        clock.shift(60)
        assert (await chats.panel(claire)).state == "ended"
        await chats.end_silent()
        assert (await _said(claire))[-1] == "La conversation s’est terminée, faute de nouveaux messages."


async def test_the_first_words_after_a_silent_day_begin_another_chat() -> None:
    claire = await _claire()
    with time_machine.travel(NOON, tick=False) as clock:
        first = await _begin()
        clock.shift(timedelta(days=1))
        await chats.send(claire, "key-claire-2", "Me revoilà")
        panel = await chats.panel(claire)
        assert (panel.chat > first, await _said(claire)) == (True, ["Me revoilà"])


async def test_a_stranger_has_nothing_of_it_and_a_customer_no_desk() -> None:
    nora, chat = await actor("nora@ailleurs.fr"), await _begin()
    assert (await chats.panel(nora)).chat == 0
    assert await chats.lines(nora, chat, 1) == []
    for work in (
        chat_desk.lines(nora),
        chat_desk.words(nora, chat, 1),
        chat_desk.join(nora, chat),
        chat_desk.leave(nora, chat),
        chat_desk.end(nora, chat),
        chat_desk.answer(nora, chat, "key-nora-1", "Bonjour"),
        chat_desk.seen(nora, chat),
        chat_desk.write(nora, chat),
        chat_customer.conversation(nora, chat),
        chat_customer.products(nora, chat),
        chat_presence.choose(nora, is_available=True),
    ):
        assert await _refusal(work) == "staff_only"
    assert await _said(await _claire()) == ["Bonjour"]


async def test_the_engineer_sees_who_it_is_and_what_support_they_have() -> None:
    sam, chat = await _sam(), await _begin()
    found = await chat_customer.conversation(sam, chat)
    assert (found.customer, found.email, found.is_mine) == ("Claire Laurent", "claire@exemple.fr", False)
    assert [(one.name, one.status, one.plan) for one in await chat_customer.products(sam, chat)] == [("Vigie", "in_force", "Premier")]
    assert await _refusal(chat_customer.conversation(sam, chat + 1)) == "no_such_chat"


async def test_somebody_is_there_as_long_as_an_available_desk_is_open() -> None:
    sam = await _sam()
    with time_machine.travel(NOON, tick=False) as clock:
        assert not await chat_presence.is_anybody_there()
        await chat_presence.look([sam.id])
        assert await chat_presence.is_anybody_there()
        await chat_presence.choose(sam, is_available=False)
        await chat_presence.look([sam.id])
        assert (await chat_presence.is_anybody_there(), await chat_presence.is_available(sam)) == (False, False)
        await chat_presence.choose(sam, is_available=True)
        clock.shift(39)
        assert await chat_presence.is_anybody_there()
        clock.shift(1)
        assert not await chat_presence.is_anybody_there()


async def test_a_customers_own_row_makes_nobody_present() -> None:
    await chat_presence.look([(await _claire()).id])
    assert not await chat_presence.is_anybody_there()


async def _changes() -> list[Changed]:
    async with reading() as session:
        rows = await session.scalars(select(Change).where(Change.section.contains(":")).order_by(Change.id))
        return [Changed(row.id, row.user_id, row.group_id, row.product_id, row.section) for row in rows]


async def test_a_change_concerns_the_customer_and_the_staff_and_nobody_else() -> None:
    claire, sam, nora, chat = await _claire(), await _sam(), await actor("nora@ailleurs.fr"), await _begin()
    found = await concerned(await _changes(), {claire.id, sam.id, nora.id})
    assert {person: news(sections).changed for person, sections in found.items()} == {claire.id: {chat}, sam.id: {chat}}


async def test_who_is_typing_is_told_to_the_others_and_what_is_typed_to_nobody() -> None:
    claire, sam, chat = await _claire(), await _sam(), await _begin()
    await chats.write(claire)
    assert not [change for change in await _changes() if change.section.startswith("typing")]
    await chat_desk.join(sam, chat)
    await chats.write(claire)
    await chat_desk.write(sam, chat)
    told = [change for change in await _changes() if change.section.startswith("typing")]
    assert [(change.user_id, news([change.section]).typing[0].name) for change in told] == [(sam.id, "Claire Laurent"), (claire.id, "Sam Morel")]
