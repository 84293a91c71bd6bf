"""What a customer does with a request: read, answer, close, open again."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from monproduit.core import clock
from monproduit.core.errors import PortalError
from monproduit.services import request_conversation, request_desk
from monproduit.views.request_pages import RequestPage
from tests.services.requests_world import BRUNO, CLAIRE, LEA, NORA, SAM, message, request, world
from tests.world import actor, load

pytestmark = pytest.mark.usefixtures("portal")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def _page(who: str = CLAIRE, number: str = "SR-1", *, since: datetime = LONG_AGO) -> RequestPage:
    return await request_conversation.page(await actor(who), number, since)


async def _bodies(who: str = CLAIRE) -> list[str]:
    return [entry.body for entry in (await _page(who)).entries]


async def test_the_page_says_what_was_said_and_no_note() -> None:
    note = message("m2", kind="note", author=SAM, by_staff=True, body="Entre nous.", at="2026-11-20T10:00:00Z")
    await world(note, message("m3", author=SAM, by_staff=True, body="Bonjour.", at="2026-11-20T11:00:00Z"))
    page = await _page()
    assert [(one.author, one.by_staff, one.body) for one in page.entries] == [
        ("Claire Laurent", False, "Plus rien."),
        ("Sam Morel", True, "Bonjour."),
    ]
    assert (page.status_label, page.license, page.may_answer, page.may_reopen) == ("En cours", "777-1", True, False)


async def test_what_others_write_while_one_looks_is_new_and_ones_own_is_not() -> None:
    await world()
    before = clock.now()
    await request_conversation.answer(await actor(CLAIRE), "SR-1", "Et alors ?", "formulaire-1")
    await request_desk.answer(await actor(SAM), "SR-1", "Voici.", "formulaire-2", "in_progress")
    page = await _page(since=before)
    assert [one.is_new for one in page.entries if one.kind == "message"] == [False, False, True]
    assert page.new_label == "1 nouveau message"


@pytest.mark.parametrize("status", ["waiting_customer", "resolved"])
async def test_an_answer_brings_the_request_back_to_the_support(status: str) -> None:
    await world(request("SR-1", status))
    await request_conversation.answer(await actor(CLAIRE), "SR-1", "La 4.1.", "formulaire-1")
    assert (await _page()).status == "in_progress"


async def test_the_same_form_answers_once_even_ten_times_at_once() -> None:
    await world()
    claire = await actor(CLAIRE)
    await asyncio.gather(*(request_conversation.answer(claire, "SR-1", "Merci.", "formulaire-1") for _time in range(10)))
    assert await _bodies() == ["Plus rien.", "Merci."]


async def test_other_words_of_the_same_form_are_another_answer() -> None:
    await world()
    for text in ("Merci.", "Merci encore.", "Merci."):
        await request_conversation.answer(await actor(CLAIRE), "SR-1", text, "formulaire-1")
    assert await _bodies() == ["Plus rien.", "Merci.", "Merci encore."]


@pytest.mark.parametrize(("text", "why"), [(" \n ", "no_text"), ("\u0007", "no_text"), ("x" * 15_001, "too_long")])
async def test_an_empty_or_endless_answer_is_refused(text: str, why: str) -> None:
    await world()
    with pytest.raises(PortalError, match=why):
        await request_conversation.answer(await actor(CLAIRE), "SR-1", text, "formulaire-1")


async def test_a_closed_request_takes_no_answer_until_it_is_open_again() -> None:
    await world()
    claire = await actor(CLAIRE)
    for _twice in range(2):
        await request_conversation.close(claire, "SR-1")
    with pytest.raises(PortalError, match="request_closed"):
        await request_conversation.answer(claire, "SR-1", "Encore.", "formulaire-1")
    await request_conversation.reopen(claire, "SR-1")
    await request_conversation.answer(claire, "SR-1", "Encore.", "formulaire-1")
    assert await _bodies() == ["Plus rien.", "Fermée", "En cours", "Encore."]


async def test_it_is_opened_again_on_the_fourteenth_day_to_its_last_minute_where_the_person_is_and_not_after() -> None:
    await world()
    with time_machine.travel(NOON, tick=False) as time:
        await request_conversation.close(await actor(CLAIRE), "SR-1")
        time.move_to(datetime(2026, 12, 8, 22, 59, tzinfo=UTC))
        assert (await _page()).reopen == "Peut être rouverte jusqu’au 8 déc. 2026"
        time.shift(timedelta(minutes=1))
        assert not (await _page()).may_reopen
        with pytest.raises(PortalError, match="too_late"):
            await request_conversation.reopen(await actor(CLAIRE), "SR-1")
        await request_conversation.reopen(await actor(CLAIRE, "America/New_York"), "SR-1")
    assert (await _page()).status == "in_progress"


async def test_an_imported_end_counts_from_its_last_change() -> None:
    with time_machine.travel(NOON, tick=False):
        await world(request("SR-1", "closed", updated_at="2026-11-11T09:00:00Z"), request("SR-2", "closed", updated_at="2026-11-09T09:00:00Z"))
        assert [(await _page(number=number)).may_reopen for number in ("SR-1", "SR-2")] == [True, False]


@pytest.mark.parametrize(
    ("sharing", "seen"),
    [("nobody", {CLAIRE}), ("administrators", {CLAIRE}), ("all", {CLAIRE, BRUNO, LEA})],
)
async def test_colleagues_see_it_by_the_setting_of_the_group(sharing: str, seen: set[str]) -> None:
    await world(sharing=sharing)
    for who in seen:
        assert (await _page(who)).number == "SR-1"
    for who in {CLAIRE, BRUNO, LEA, NORA, SAM} - seen:
        with pytest.raises(PortalError, match="no_such_service_request"):
            await _page(who)


async def test_administrators_see_what_a_colleague_opened_where_the_group_says_so() -> None:
    await world(request("SR-2", created_by=BRUNO), sharing="administrators")
    assert (await _page(CLAIRE, "SR-2")).creator == "Bruno Petit"
    with pytest.raises(PortalError, match="no_such_service_request"):
        await _page(LEA, "SR-2")


async def test_who_only_sees_licenses_reads_and_does_not_write() -> None:
    await world(sharing="all")
    lea = await actor(LEA)
    assert not (await _page(LEA)).may_answer
    for deed in (request_conversation.answer(lea, "SR-1", "x", "formulaire-1"), request_conversation.close(lea, "SR-1")):
        with pytest.raises(PortalError, match="not_allowed"):
            await deed


async def test_a_group_that_shares_no_more_hides_them_at_once() -> None:
    await world(sharing="all")
    await _page(BRUNO)
    await load({"type": "group", "key": "lyon", "name": "Production Lyon", "domain": "exemple.fr", "request_sharing": "nobody"})
    with pytest.raises(PortalError, match="no_such_service_request"):
        await _page(BRUNO)
