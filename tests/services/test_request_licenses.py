"""Choosing a license for a service request among more than a list shows."""

from datetime import UTC, datetime

import pytest
import time_machine

from monproduit.core.errors import PortalError
from monproduit.services import request_form, request_licenses, request_opening
from monproduit.services.request_opening import Draft
from monproduit.views.request_pages import RequestForm
from tests.services.requests_world import CLAIRE, LEA, NORA, world
from tests.world import actor, license_

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
_MANY = [license_(f"500-{place:03}", edition="Enterprise" if place % 2 else "Standard", renewal_date="2028-01-01") for place in range(60)]


async def _form(number: str = "") -> RequestForm:
    with time_machine.travel(NOON, tick=False):
        return await request_form.form(await actor(CLAIRE), "vigie", number)


async def test_of_many_licenses_the_form_has_the_first_and_says_how_many_there_are() -> None:
    await world(*_MANY)
    form = await _form()
    assert form.many == "Les 20 premières de 61 licences ; précisez votre recherche"
    assert [one.number for one in form.licenses] == [f"500-{place:03}" for place in range(20)]


async def test_few_licenses_are_all_there() -> None:
    await world(*_MANY[:49])
    form = await _form()
    assert (form.many, len(form.licenses)) == ("", 50)


async def test_the_license_of_the_address_is_chosen_though_it_is_not_among_the_first() -> None:
    await world(*_MANY)
    form = await _form("500 059")
    assert (form.license, form.license_label, form.promise) == ("500-059", "500-059 · Enterprise", "")


async def test_else_the_one_with_support_is_chosen_however_many_without_come_before() -> None:
    await world(*_MANY)
    assert ((await _form()).license, (await _form("999-1")).license) == ("777-1", "777-1")


@pytest.mark.parametrize(
    ("text", "found"),
    [("500-059", ["500-059"]), ("500 059", ["500-059"]), ("enterprise 0059", ["500-059"]), ("777", ["777-1"]), ("999", []), ("%", []), ("_", [])],
)
async def test_a_number_as_one_types_it_or_words_find_a_license_and_never_anothers(text: str, found: list[str]) -> None:
    await world(*_MANY)
    assert [one.number for one in (await request_licenses.search(await actor(CLAIRE), "vigie", text)).options] == found


async def test_what_holds_the_whole_number_comes_before_what_holds_its_parts() -> None:
    await world(license_("9-500-1", edition="500 1", renewal_date="2029-01-01"), license_("1-9-500", renewal_date="2030-01-01"))
    found = await request_licenses.search(await actor(CLAIRE), "vigie", "500 1")
    assert [one.number for one in found.options] == ["9-500-1", "1-9-500"]
    assert found.label == "2 licences trouvées"


async def test_many_found_are_the_first_with_their_number() -> None:
    await world(*_MANY)
    found = await request_licenses.search(await actor(CLAIRE), "vigie", "standard")
    assert (len(found.options), found.label) == (20, "Les 20 premières de 30 licences ; précisez votre recherche")


@pytest.mark.parametrize("who", [LEA, NORA])
async def test_who_may_not_open_a_request_finds_no_license(who: str) -> None:
    await world(*_MANY)
    found = await request_licenses.search(await actor(who), "vigie", "500")
    assert (found.options, found.label) == ([], "Aucune licence trouvée")
    assert (await request_licenses.search(await actor(who), "inconnu", "500")).options == []


async def test_a_license_beyond_the_list_is_taken_and_anothers_is_refused() -> None:
    await world(*_MANY)
    draft = Draft(product="vigie", severity=3, title="Sonde", description="Muette.", form_key="formulaire-1", license="500-059")
    assert await request_opening.open_request(await actor(CLAIRE), draft)
    with pytest.raises(PortalError, match="license_not_usable"):
        await request_opening.open_request(await actor(CLAIRE), Draft("vigie", 3, "Sonde", "Muette.", "formulaire-2", license="999-1"))
