"""What the support and license cells say, and to whom."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import event

from monproduit.core.database import engine
from monproduit.services import licenses
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def _support(*lines: Line, email: str = "claire@exemple.fr") -> tuple[str, str, str]:
    await load(*PEOPLE, *lines)
    with time_machine.travel(NOON, tick=False):
        cell = (await licenses.support_statuses(await actor(email)))["vigie"]
    return cell.status, cell.label, cell.share


async def _license(*lines: Line, email: str = "claire@exemple.fr") -> tuple[str, str, str]:
    await load(*PEOPLE, *lines)
    with time_machine.travel(NOON, tick=False):
        cell = (await licenses.license_statuses(await actor(email)))["vigie"]
    return cell.action, cell.label, cell.detail


@pytest.mark.parametrize(
    ("start", "renewal", "expected"),
    [
        ("2025-01-01", "2027-03-14", ("in_force", "En vigueur", "")),
        ("2025-01-01", "2026-12-25", ("in_force", "En vigueur", "")),
        ("2025-01-01", "2026-12-24", ("expiring", "Expire dans 30 jours", "")),
        ("2025-01-01", "2026-11-25", ("expiring", "Expire dans 1 jour", "")),
        ("2025-01-01", "2026-11-24", ("expiring", "Expire aujourd’hui", "")),
        ("2025-01-01", "2026-11-23", ("expired", "Expiré depuis 1 jour", "")),
        ("2024-01-01", "2026-09-30", ("expired", "Expiré depuis 55 jours", "")),
        ("2026-12-01", "2027-12-01", ("upcoming", "À venir", "")),
        (None, None, ("none", "Aucun contrat", "")),
    ],
)
async def test_support_follows_from_the_dates(start: str | None, renewal: str | None, expected: tuple[str, str, str]) -> None:
    assert await _support(license_("100-1", maintenance_from=start, renewal_date=renewal)) == expected


async def test_the_most_urgent_contract_is_shown_with_its_share() -> None:
    expired = [license_(f"100-{place}", renewal_date="2026-11-14") for place in (1, 2)]
    good = [license_(f"200-{place}", renewal_date="2027-11-14") for place in (1, 2, 3)]
    assert await _support(*expired, *good) == ("expired", "Expiré depuis 10 jours", "2 sur 5")


async def test_midnight_is_where_the_person_is() -> None:
    await load(*PEOPLE, license_("100-1", renewal_date="2026-11-24"))
    paris, noumea = await actor("claire@exemple.fr"), await actor("claire@exemple.fr", "Pacific/Noumea")
    with time_machine.travel(datetime(2026, 11, 24, 14, tzinfo=UTC), tick=False):
        assert (await licenses.support_statuses(paris))["vigie"].status == "expiring"
        assert (await licenses.support_statuses(noumea))["vigie"].status == "expired"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([{"standing": "suspended", "renewal_date": "2026-01-01"}], ("suspended", "Suspendue", "")),
        ([{"standing": "revoked"}], ("suspended", "Révoquée", "")),
        ([{"renewal_date": "2026-01-01"}, {}], ("renew", "À renouveler", "1 sur 2")),
        ([{"license_type": "trial", "renewal_date": "2026-12-01"}], ("trial", "Essai en cours", "jusqu’au 1 déc. 2026")),
        ([{"license_type": "trial", "renewal_date": "2026-11-01"}], ("trial", "Essai terminé", "jusqu’au 1 nov. 2026")),
        ([{"renewal_date": "2027-01-01"}], ("number", "100-0", "")),
        ([{}, {}, {}], ("count", "3 licences", "")),
    ],
)
async def test_the_license_cell_says_the_most_useful_thing(fields: list[Line], expected: tuple[str, str, str]) -> None:
    assert await _license(*(license_(f"100-{place}", **some) for place, some in enumerate(fields))) == expected


async def test_a_product_with_a_portal_leads_there_unless_it_must_be_renewed() -> None:
    portal = {"type": "product", "slug": "vigie", "name": "Vigie", "license_portal_url": "https://licences.exemple.fr"}
    assert await _license(portal, license_("100-1")) == ("portal", "Portail de licences", "1 licence")


async def test_members_see_the_licenses_of_their_groups_and_nobody_elses() -> None:
    await load(*PEOPLE, license_("100-1"), license_("200-2", group="ailleurs"), license_("300-3", group=None))
    claire = await licenses.lines(await actor("claire@exemple.fr"), "vigie", 50)
    lea = await licenses.lines(await actor("lea@exemple.fr"), "vigie", 50)
    nora = await licenses.lines(await actor("nora@ailleurs.fr"), "vigie", 50)
    bruno = await licenses.lines(await actor("bruno@exemple.fr"), "vigie", 50)
    assert [(line.number, line.role) for line in claire.lines] == [("100-1", "Administrateur")]
    assert [(line.number, line.role) for line in lea.lines] == [("100-1", "Utilisateur de licence")]
    assert [line.number for line in nora.lines] == ["200-2"]
    assert bruno.lines == []


async def test_details_come_a_page_at_a_time() -> None:
    await load(*PEOPLE, *(license_(f"1-{place:03}") for place in range(120)))
    page = await licenses.lines(await actor("claire@exemple.fr"), "vigie", 50)
    assert (len(page.lines), page.total, page.more, page.more_label) == (50, 120, 70, "Afficher encore 50")
    assert (await licenses.lines(await actor("claire@exemple.fr"), "vigie", 150)).more == 0


async def test_contracts_are_listed_by_urgency() -> None:
    await load(*PEOPLE, license_("100-1", renewal_date="2027-06-01"), license_("100-2", renewal_date="2020-06-01"), license_("100-3"))
    with time_machine.travel(NOON, tick=False):
        page = await licenses.support_lines(await actor("claire@exemple.fr"), "vigie", 50)
    assert [(line.number, line.status) for line in page.lines] == [("100-2", "expired"), ("100-3", "none"), ("100-1", "in_force")]


async def test_any_number_of_licenses_takes_one_query() -> None:
    await load(*PEOPLE, *(license_(f"1-{place:03}") for place in range(300)))
    claire, asked = await actor("claire@exemple.fr"), list[str]()
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    assert (await licenses.license_statuses(claire))["vigie"].label == "300 licences"
    assert len(asked) == 1
