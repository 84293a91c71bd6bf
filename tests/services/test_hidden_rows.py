"""A row is hidden, and comes back by itself when something happens to its product."""

import pytest
from sqlalchemy import func, select, update
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.models import RegisteredProduct
from monproduit.services import license_registration, licenses, products
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE = "claire@exemple.fr"


def _request(number: str, at: str) -> Line:
    moments = {"created_at": at, "updated_at": at}
    return {
        "type": "service_request",
        "number": number,
        "product": "vigie",
        "created_by": CLAIRE,
        "title": "t",
        "severity": 3,
        "status": "new",
        **moments,
    }


def _download(key: str, at: str, user: str = CLAIRE) -> Line:
    return {"type": "download", "key": key, "user": user, "product": "vigie", "version": "1", "file": "v.exe", "downloaded_at": at}


async def _hidden() -> list[bool]:
    return [bool(row.hidden) for row in await products.rows(await actor(CLAIRE))]


async def test_a_hidden_row_is_out_of_sight_and_comes_back_when_asked() -> None:
    await load(*PEOPLE, license_("100-1"))
    claire = await actor(CLAIRE)
    assert await products.hide(claire, "vigie") == "Vigie"
    assert (await licenses.license_statuses(claire), await _hidden()) == ({}, [True])
    await products.show(claire, "vigie")
    assert await _hidden() == [False]


@pytest.mark.parametrize("make", [_request, _download])
async def test_what_happens_after_hiding_brings_a_row_back_and_an_old_thing_does_not(make: object) -> None:
    assert callable(make)
    await load(*PEOPLE, make("X-1", "2026-11-01T09:00:00Z"))
    await products.hide(await actor(CLAIRE), "vigie")
    await load(make("X-2", "2026-11-02T09:00:00Z"))
    assert await _hidden() == [True]
    await load(make("X-3", "2099-11-02T09:00:00Z"))
    assert await _hidden() == [False]


async def test_a_large_import_brings_every_hidden_row_back() -> None:
    many = [f"person{place}@exemple.fr" for place in range(600)]
    await load(*PEOPLE, *({"type": "user", "email": email, "name": email} for email in many))
    await load(*(_download(email, "2026-11-01T09:00:00Z", email) for email in many))
    async with writing() as session:
        await session.execute(update(RegisteredProduct).values(hidden_at=clock.now()))
    await load(*(_download(f"again-{email}", "2099-11-01T09:00:00Z", email) for email in many))
    async with reading() as session:
        assert await session.scalar(select(func.count()).where(col(RegisteredProduct.hidden_at).is_not(None))) == 0


async def test_registering_the_number_again_brings_a_row_back() -> None:
    await load(*PEOPLE, license_("100-1"))
    await products.hide(await actor(CLAIRE), "vigie")
    assert (await license_registration.preview(await actor(CLAIRE), "100-1")).outcome == "return"
    await license_registration.register(await actor(CLAIRE), "100-1")
    assert await _hidden() == [False]


async def test_an_import_that_changes_nothing_leaves_a_row_hidden() -> None:
    await load(*PEOPLE, license_("100-1"))
    await products.hide(await actor(CLAIRE), "vigie")
    await load(*PEOPLE, license_("100-1", quantity=7))
    assert await _hidden() == [True]


async def test_what_is_not_registered_cannot_be_hidden() -> None:
    await load(*PEOPLE)
    for slug in ("vigie", "unknown"):
        with pytest.raises(PortalError, match="not_registered"):
            await products.hide(await actor(CLAIRE), slug)


async def test_a_license_that_was_registered_stays_registered_when_the_vendor_sends_it_again_without_a_group() -> None:
    free = license_("100-9", group=None)
    await load(*PEOPLE, free)
    await license_registration.register(await actor("bruno@exemple.fr"), "100-9")
    await load({**free, "quantity": 30})
    (line,) = (await licenses.lines(await actor("bruno@exemple.fr"), "vigie", 50)).lines
    assert (line.number, line.quantity) == ("100-9", "30")
