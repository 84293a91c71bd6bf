"""The lists of service requests: who sees which, filtered, sorted, and without lines that jump."""

from typing import Any

import pytest

from monproduit.core.errors import PortalError
from monproduit.services import request_list, request_queue
from monproduit.services.request_search import Shown, Wanted, next_sort
from monproduit.views.request_pages import RequestList
from tests.services.requests_world import BRUNO, CLAIRE, LEA, NORA, SAM, message, request, world
from tests.world import actor, load

pytestmark = pytest.mark.usefixtures("portal")


def _some() -> list[dict[str, Any]]:
    return [
        request("SR-2", "waiting_customer", title="Export tronqué", severity=2, updated_at="2026-11-22T09:00:00Z"),
        request("SR-3", "closed", product="archivo", license=None, title="Planification", updated_at="2026-11-23T09:00:00Z"),
        request("SR-4", "new", created_by=BRUNO, title="100 % de disque", severity=4, updated_at="2026-11-24T09:00:00Z"),
        request("SR-10", "new", created_by=NORA, license="999-1", title="Chez Nora"),
    ]


async def _numbers(who: str, limit: int = 50, **wanted: str) -> list[str]:
    return [line.number for line in (await request_list.find(await actor(who), Wanted(**wanted), limit)).lines]


async def test_a_person_sees_their_own_and_colleagues_where_the_group_shares() -> None:
    await world(*_some(), sharing="administrators")
    assert await _numbers(CLAIRE, status="all") == ["SR-4", "SR-3", "SR-2", "SR-1"]
    assert await _numbers(CLAIRE, status="all", whose="others") == ["SR-4"]
    assert await _numbers(BRUNO, status="all") == ["SR-4"]
    assert await _numbers(LEA, status="all") == []
    assert await _numbers(NORA, status="all") == ["SR-10"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["SR-2", "SR-1"]),
        ({"status": "ended"}, ["SR-3"]),
        ({"status": "waiting_customer"}, ["SR-2"]),
        ({"status": "inconnu"}, ["SR-3", "SR-2", "SR-1"]),
        ({"product": "archivo", "status": "all"}, ["SR-3"]),
        ({"severity": "2"}, ["SR-2"]),
        ({"severity": "x"}, ["SR-2", "SR-1"]),
        ({"text": "EXPORT tron"}, ["SR-2"]),
        ({"text": "sr-1"}, ["SR-1"]),
        ({"text": "%"}, []),
        ({"sort": "number"}, ["SR-1", "SR-2"]),
        ({"sort": "severity"}, ["SR-2", "SR-1"]),
        ({"sort": "inconnu"}, ["SR-1", "SR-2"]),
    ],
)
async def test_filters_and_orders(wanted: dict[str, str], found: list[str]) -> None:
    await world(*_some())
    assert await _numbers(CLAIRE, **wanted) == found


async def test_lines_that_are_read_keep_their_places_and_new_ones_are_counted() -> None:
    await world(*_some())
    claire = await actor(CLAIRE)
    first = await request_list.find(claire, Wanted(), 1)
    assert ([line.number for line in first.lines], first.more) == (["SR-2"], 1)
    shown = Shown(("SR-2", "SR-1"), 0)
    await load(request("SR-1", "resolved", updated_at="2026-11-25T09:00:00Z"), request("SR-5"), request("SR-6"))
    found = await request_list.find(claire, Wanted(), 50, shown)
    assert [(line.number, line.status) for line in found.lines] == [("SR-2", "waiting_customer"), ("SR-1", "resolved")]
    assert (found.fresh, found.fresh_label, found.more) == (2, "2 nouvelles demandes", 0)


async def test_a_line_that_may_no_longer_be_seen_goes() -> None:
    await world(*_some(), sharing="all")
    lea, shown = await actor(LEA), Shown(("SR-4", "SR-1"), 0)
    assert len((await request_list.find(lea, Wanted(), 50, shown)).lines) == 2
    await load({"type": "group", "key": "lyon", "name": "Production Lyon", "domain": "exemple.fr", "request_sharing": "nobody"})
    assert await request_list.find(lea, Wanted(), 50, shown) == RequestList(label="0 demande")


async def test_the_queue_has_all_and_whoever_waits_longest_first() -> None:
    at = {"author": CLAIRE, "at": "2026-11-19T09:00:00Z"}
    await world(*_some(), message("m2", request="SR-4", **at))
    sam = await actor(SAM)
    found = await request_queue.find(sam, Wanted(sort="waiting"), 50)
    assert [line.number for line in found.lines] == ["SR-1", "SR-10", "SR-4", "SR-2"]
    assert [bool(line.waiting) for line in found.lines] == [True, True, True, False]
    assert found.lines[-1].status_label == "En attente du client"
    assert [choice.key for choice in await request_queue.counts(sam)] == ["3", "4", "0", "1"]
    assert [line.number for line in (await request_queue.find(sam, Wanted(whose="nobody", text="nora"), 50)).lines] == ["SR-10"]
    assert (await request_queue.find(sam, Wanted(whose="mine"), 50)).lines == []


async def test_products_to_choose_from_are_those_of_the_requests_that_one_sees() -> None:
    await world(*_some())
    assert [choice.key for choice in await request_list.products(await actor(CLAIRE))] == ["archivo", "vigie"]
    assert [choice.key for choice in await request_list.products(await actor(NORA))] == ["vigie"]
    assert [choice.key for choice in await request_queue.products(await actor(SAM))] == ["archivo", "vigie"]


async def test_customers_have_no_queue() -> None:
    await world()
    claire = await actor(CLAIRE)
    for deed in (request_queue.find(claire, Wanted(), 50), request_queue.products(claire), request_queue.counts(claire)):
        with pytest.raises(PortalError, match="staff_only"):
            await deed


@pytest.mark.parametrize(
    ("sort", "column", "then"),
    [
        ("-updated", "updated", "updated"),
        ("updated", "updated", "-updated"),
        ("updated", "title", "title"),
        ("title", "waiting", "waiting"),
        ("title", "x", "title"),
    ],
)
def test_a_column_turns_round_at_the_second_click(sort: str, column: str, then: str) -> None:
    assert next_sort(sort, column) == then
