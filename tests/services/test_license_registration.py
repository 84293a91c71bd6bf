"""A license number, typed by its owner, a colleague, a stranger and a guesser."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import AccessRequest, Membership, RegisteredProduct, UserGroup
from monproduit.services import licenses, products
from monproduit.services.error_words import say
from monproduit.services.license_registration import preview, register
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FREE = license_("153-482-907", group=None, edition="Enterprise", quantity=25, renewal_date="2027-03-14")


async def _count(table: type) -> int:
    async with reading() as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()


async def test_a_valid_number_is_shown_before_anything_is_done() -> None:
    await load(*PEOPLE, FREE)
    shown = await preview(await actor("bruno@exemple.fr"), " 153 482-907 ")
    assert (shown.product, shown.edition, shown.quantity, shown.renewal, shown.outcome) == ("Vigie", "Enterprise", "25", "14 mars 2027", "create")
    assert await _count(RegisteredProduct) == 0


async def test_confirming_makes_the_group_the_administrator_and_the_row() -> None:
    await load(*PEOPLE, FREE)
    bruno = await actor("bruno@exemple.fr")
    with time_machine.travel(NOON, tick=False):
        assert (await register(bruno, "153482907")).slug == "vigie"
    (line,) = (await licenses.lines(bruno, "vigie", 50)).lines
    assert (line.number, line.group, line.role) == ("153-482-907", "Vigie – 2026-11-24", "Administrateur")
    assert [row.has_license for row in await products.rows(bruno)] == [True]


async def test_a_colleague_joins_as_support_user() -> None:
    await load(*PEOPLE, license_("100-1"))
    bruno = await actor("bruno@exemple.fr")
    assert (await preview(bruno, "100-1")).outcome == "join"
    await register(bruno, "100-1")
    assert (await licenses.lines(bruno, "vigie", 50)).lines[0].role == "Utilisateur du support"


async def test_a_stranger_asks_the_administrators_and_sees_nothing_yet() -> None:
    await load(*PEOPLE, license_("100-1"))
    nora = await actor("nora@ailleurs.fr")
    assert (await register(nora, "100-1")).slug == ""
    assert await _count(AccessRequest) == 1
    assert await products.rows(nora) == []
    with pytest.raises(PortalError, match="waiting"):
        await register(nora, "100-1")


@pytest.mark.parametrize(
    ("typed", "key"),
    [("", "empty"), (" - ", "empty"), ("12", "malformed"), ("15é-482-907", "malformed"), ("x" * 5000, "malformed"), ("999-999-999", "unknown")],
)
async def test_wrong_numbers_have_messages_of_their_own(typed: str, key: str) -> None:
    await load(*PEOPLE, FREE)
    with pytest.raises(PortalError) as refused:
        await preview(await actor("bruno@exemple.fr"), typed)
    assert refused.value.key == key
    assert "%(" not in say(refused.value)


@pytest.mark.parametrize("standing", ["suspended", "revoked"])
async def test_a_license_out_of_standing_is_refused(standing: str) -> None:
    await load(*PEOPLE, license_("100-1", group=None, standing=standing))
    with pytest.raises(PortalError, match=standing):
        await register(await actor("bruno@exemple.fr"), "100-1")


async def test_a_license_of_ones_own_is_refused_by_name() -> None:
    await load(*PEOPLE, license_("100-1"))
    with pytest.raises(PortalError) as refused:
        await preview(await actor("claire@exemple.fr"), "100-1")
    assert say(refused.value) == "Cette licence de Vigie est déjà enregistrée sur votre compte."


async def test_the_same_number_eight_times_at_once_makes_one_row() -> None:
    await load(*PEOPLE, FREE)
    bruno = await actor("bruno@exemple.fr")
    answers = await asyncio.gather(*(register(bruno, "153-482-907") for _ in range(8)), return_exceptions=True)
    refused = [answer.key for answer in answers if isinstance(answer, PortalError)]
    assert refused == ["license_already_mine"] * 7
    assert await _count(RegisteredProduct) == 1
    assert await _count(UserGroup) == 3
    assert await _count(Membership) == 4


async def test_guessing_is_stopped_for_a_quarter_of_an_hour() -> None:
    await load(*PEOPLE, FREE)
    bruno = await actor("bruno@exemple.fr")
    with time_machine.travel(NOON, tick=False) as clock:
        for place in range(10):
            with pytest.raises(PortalError, match="unknown"):
                await preview(bruno, f"999-999-{place:03}")
        with pytest.raises(PortalError) as refused:
            await preview(bruno, "999-999-010")
        assert say(refused.value) == "Trop de numéros erronés. Réessayez dans 15 minutes."
        clock.shift(timedelta(minutes=1))
        with pytest.raises(PortalError) as refused:
            await preview(bruno, "153-482-907")
        assert say(refused.value) == "Trop de numéros erronés. Réessayez dans 14 minutes."
        clock.shift(timedelta(minutes=14))
        assert (await preview(bruno, "153-482-907")).product == "Vigie"


async def test_ten_wrong_numbers_are_forgiven() -> None:
    await load(*PEOPLE, FREE)
    bruno = await actor("bruno@exemple.fr")
    for place in range(10):
        with pytest.raises(PortalError, match="unknown"):
            await preview(bruno, f"999-999-{place:03}")
    assert (await preview(bruno, "153-482-907")).product == "Vigie"
