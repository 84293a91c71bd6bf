"""Opening a service request: for what, by whom, once, and numbered on."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import ServiceRequest, ServiceRequestEntry
from monproduit.services import products, service_requests
from monproduit.services.request_opening import Draft, open_request
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, BRUNO, LEA, NORA = "claire@exemple.fr", "bruno@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def draft(key: str = "formulaire-1", **fields: object) -> Draft:
    known = {"product": "vigie", "license": "777-1", "severity": 3, "title": "Sonde muette", "description": "Plus rien depuis 8 h."}
    return Draft(**(known | fields), form_key=key)  # type: ignore[arg-type]


async def world(*more: Line) -> None:
    bruno = {"type": "membership", "group": "lyon", "user": BRUNO, "role": "support_user"}
    dates = {"maintenance_from": "2026-01-01", "renewal_date": "2026-12-31", "support_plan": "premier"}
    await load(*PEOPLE, bruno, license_("777-1", **dates), license_("999-1", product="vigie", group="ailleurs"), *more)


async def _count(table: type) -> int:
    async with reading() as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()


async def test_administrators_and_support_users_open_one_and_a_license_user_is_told_whom_to_ask() -> None:
    await world()
    assert [await open_request(await actor(email), draft()) for email in (CLAIRE, BRUNO)] == ["SR-1001", "SR-1002"]
    with pytest.raises(PortalError, match="request_not_allowed"):
        await open_request(await actor(LEA), draft())


async def test_a_product_without_a_license_in_ones_groups_is_open_to_everybody_and_comes_onto_the_account() -> None:
    await world()
    nora = await actor(NORA)
    assert await open_request(nora, draft(product="archivo", license="")) == "SR-1001"
    assert {row.slug for row in await products.rows(nora)} == {"vigie", "archivo"}


async def test_a_hidden_product_comes_back() -> None:
    await world()
    claire = await actor(CLAIRE)
    await products.hide(claire, "vigie")
    await open_request(claire, draft())
    assert [row.hidden for row in await products.rows(claire)] == [""]
    assert (await service_requests.cells(claire))["vigie"].count == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"severity": 1}, "by_telephone_only"),
        ({"severity": 5}, "no_severity"),
        ({"severity": 0}, "no_severity"),
        ({"title": " \n "}, "no_title"),
        ({"title": "x" * 201}, "too_long"),
        ({"description": " \t "}, "no_text"),
        ({"description": "x" * 15_001}, "too_long"),
        ({"product": "inconnu"}, "unknown_product"),
        ({"license": ""}, "no_license_chosen"),
        ({"license": "999-1"}, "license_not_usable"),
        ({"license": "000-0"}, "license_not_usable"),
        ({"key": "court"}, "no_form"),
        ({"key": "../../etc/passwd"}, "no_form"),
        ({"promise": "24x7"}, "promise_changed"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_opened(change: dict[str, object], why: str) -> None:
    with time_machine.travel(NOON, tick=False):
        await world()
        with pytest.raises(PortalError, match=why):
            await open_request(await actor(CLAIRE), draft(**change))  # type: ignore[arg-type]
    assert await _count(ServiceRequest) == 0


async def test_the_same_form_opens_one_request_even_ten_times_at_once() -> None:
    await world()
    claire = await actor(CLAIRE)
    numbers = await asyncio.gather(*(open_request(claire, draft()) for _time in range(10)))
    assert set(numbers) == {"SR-1001"}
    assert (await _count(ServiceRequest), await _count(ServiceRequestEntry)) == (1, 1)


async def test_other_words_of_the_same_form_are_another_request() -> None:
    await world()
    claire = await actor(CLAIRE)
    written = [draft(), draft(description="Plus rien depuis 7 h."), draft(severity=2), draft()]
    assert [await open_request(claire, one) for one in written] == ["SR-1001", "SR-1002", "SR-1003", "SR-1001"]


async def test_numbers_are_never_given_twice_and_continue_after_the_imported_ones() -> None:
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}
    old = {"type": "service_request", "product": "vigie", "created_by": CLAIRE, "title": "a", "severity": 3, "status": "closed", **moments}
    await world(old | {"number": "SR-4711"}, old | {"number": "CAS-9000"}, old | {"number": "SR-0009999"})
    claire, nora = await actor(CLAIRE), await actor(NORA)
    forms = [(claire, draft(f"formulaire-{place}")) for place in range(6)]
    forms += [(nora, draft(f"formulaire-{place}", license="999-1")) for place in range(6)]
    numbers = await asyncio.gather(*(open_request(*form) for form in forms))
    assert sorted(numbers) == [f"SR-{4712 + place}" for place in range(12)]


async def test_a_license_that_expires_between_page_and_click_is_said_and_may_then_be_sent_again() -> None:
    await world()
    with time_machine.travel(NOON, tick=False) as clock:
        claire = await actor(CLAIRE)
        clock.shift(timedelta(days=60))
        with pytest.raises(PortalError, match="promise_changed"):
            await open_request(claire, draft(promise="premier"))
        assert await open_request(claire, draft(promise="")) == "SR-1001"


async def test_a_license_that_is_revoked_or_goes_elsewhere_between_page_and_click_is_not_usable() -> None:
    await world(license_("777-2"))
    claire = await actor(CLAIRE)
    await load(license_("777-1", standing="revoked"), license_("777-2", group="ailleurs"))
    for number in ("777-1", "777-2"):
        with pytest.raises(PortalError, match="request_not_allowed"):
            await open_request(claire, draft(license=number))


async def test_two_people_may_use_the_same_key() -> None:
    await world()
    assert await open_request(await actor(CLAIRE), draft()) != await open_request(await actor(BRUNO), draft())
