"""The demo world is right on any day, and shows every state."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from monproduit.demo import FREE_NUMBERS, lines, load
from monproduit.demo.loading import load_if_empty
from monproduit.services import (
    alerts,
    api_tokens,
    chats,
    downloads,
    licenses,
    products,
    request_conversation,
    service_requests,
    webhook_deliveries,
    webhook_endpoints,
)
from monproduit.services.csaf.checking import check
from monproduit.services.data.formats import ANY_LINE
from monproduit.services.license_registration import preview
from tests.office import claim
from tests.world import actor


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2028, 2, 29), date(2027, 1, 1)])
def test_every_line_is_well_formed_on_any_day(day: date) -> None:
    documents = [line for line in lines(day) if "type" not in line]
    assert [check(document) for document in documents] == [[]]
    assert sum(bool(ANY_LINE.validate_python(line)) for line in lines(day) if "type" in line) > 200


@pytest.mark.usefixtures("portal")
async def test_every_state_is_there_for_claire() -> None:
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        assert await load_if_empty()
        assert not await load_if_empty()
        claire = await actor("claire@exemple.fr")
        assert {cell.status for cell in (await licenses.support_statuses(claire)).values()} == {
            "in_force",
            "expiring",
            "expired",
            "upcoming",
            "none",
        }
        actions = {cell.action for cell in (await licenses.license_statuses(claire)).values()}
        assert actions == {"suspended", "renew", "portal", "trial", "number", "count"}
        news = (await alerts.cells(claire)).values()
        assert {bool(cell.new_count) for cell in news} == {True, False}
        assert any(not cell.total for cell in news)
        assert [line.fix for line in (await alerts.lines(claire, "vigie", 9)).lines if line.is_exposed] == ["Vous avez 12.1, corrigé en 12.4"]
        assert {cell.count for cell in (await service_requests.cells(claire)).values()} >= {0, 1, 2}
        assert {cell.freshness for cell in (await downloads.cells(claire)).values()} == {"current", "behind", "unknown"}
        assert await products.rows(await actor("vide@exemple.fr")) == []
        for number in FREE_NUMBERS:
            assert (await preview(await actor("vide@exemple.fr"), number)).outcome == "create"


@pytest.mark.usefixtures("portal")
async def test_loading_twice_on_a_day_changes_nothing() -> None:
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        await load()
        assert sum((await load()).written.values()) == 0


@pytest.mark.usefixtures("portal")
async def test_the_staff_finds_a_chat_that_became_a_request_a_token_and_a_disabled_address_once() -> None:
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        assert await load_if_empty()
        assert not await load_if_empty()
        sam, claire = await actor("sam@editeur.fr"), await actor("claire@exemple.fr")
        panel = await chats.panel(claire)
        assert (panel.state, panel.request) == ("ended", "SR-1005")
        assert [line.kind for line in await chats.lines(claire, panel.chat, 1)][-2:] == ["request", "ended"]
        assert await chats.unread(claire) == 0
        entries = (await request_conversation.page(claire, "SR-1005", datetime.now(UTC))).entries
        assert [entry.body[:7] for entry in entries[:2]] == ["Bonjour", "Bonjour"]
        assert [token.name for token in await api_tokens.live()] == ["Synchronisation CRM"]
        assert [line.is_enabled for line in await webhook_endpoints.lines(sam)] == [False]
        assert len(await webhook_deliveries.lines(sam)) == 2
        assert await claim("webhook") is None
