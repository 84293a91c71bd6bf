"""Keys, files, renewals, terms and the journal of one license."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.models import AuditEvent, LicenseKey, MaintenanceTerm, RenewalRequest, UserGroup
from monproduit.services import audit, license_keys, license_page, licenses, renewals
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, LEA, NORA = "claire@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"
TERM = {"maintenance_from": "2025-01-01", "renewal_date": "2025-12-31", "support_plan": "premier"}


def _keyed(number: str = "100-1", **fields: object) -> Line:
    return license_(number, **{"key": f"CLE-{number}", **TERM, **fields})


async def test_a_key_is_stored_encrypted_and_comes_back_whole() -> None:
    await load(*PEOPLE, _keyed())
    async with reading() as session:
        (stored,) = await session.scalars(select(LicenseKey))
    assert "CLE" not in stored.ciphertext + stored.digest
    assert await license_keys.reveal(await actor(LEA), "100 1") == "CLE-100-1"


async def test_a_line_without_a_key_leaves_it_and_one_with_another_replaces_it() -> None:
    await load(*PEOPLE, _keyed())
    await load(license_("100-1", **TERM))
    assert await license_keys.reveal(await actor(LEA), "100-1") == "CLE-100-1"
    await load(_keyed(key="AUTRE"))
    assert await license_keys.reveal(await actor(LEA), "100-1") == "AUTRE"


async def test_a_key_moved_to_another_license_does_not_open() -> None:
    await load(*PEOPLE, _keyed("100-1"), _keyed("100-2"))
    async with writing() as session:
        first = (await session.scalars(select(col(LicenseKey.ciphertext)).order_by(col(LicenseKey.license_id)))).first()
        await session.execute(update(LicenseKey).values(ciphertext=first))
    with pytest.raises(PortalError, match="key_unreadable"):
        await license_keys.reveal(await actor(LEA), "100-2")


@pytest.mark.parametrize("standing", ["suspended", "revoked"])
async def test_a_license_out_of_standing_gives_no_key(standing: str) -> None:
    await load(*PEOPLE, _keyed(standing=standing))
    with pytest.raises(PortalError, match="not_allowed"):
        await license_keys.reveal(await actor(CLAIRE), "100-1")


async def test_a_merged_file_holds_the_keys_of_the_group_for_this_product_only() -> None:
    product = {"type": "product", "slug": "vigie", "name": "Vigie", "family": "Supervision", "merges_keys": True}
    others = (
        _keyed("100-3", standing="suspended"),
        _keyed("100-4", product="archivo"),
        _keyed("100-5", group="ailleurs"),
        _keyed("100-6", user_limit=3),
    )
    await load(*PEOPLE, product, _keyed("100-1"), _keyed("100-2"), *others)
    text_ = (await license_keys.merged_file(await actor(LEA), "100-1")).text
    assert [line for line in text_.splitlines() if line.startswith("key")] == ["key = CLE-100-1", "key = CLE-100-2"]
    assert "key = CLE-100-6" in (await license_keys.merged_file(await actor(CLAIRE), "100-1")).text


async def test_a_renewal_is_asked_for_once_even_by_eight_clicks_at_once() -> None:
    await load(*PEOPLE, _keyed())
    claire = await actor(CLAIRE)
    asking = [renewals.ask(claire, "100-1", "25", "2027-12-31", "") for _ in range(8)]
    answers = await asyncio.gather(*asking, return_exceptions=True)
    assert [answer.key for answer in answers if isinstance(answer, PortalError)] == ["already_asked"] * 7
    assert (await licenses.license_statuses(await actor(LEA)))["vigie"].label == "Renouvellement demandé"
    assert (await license_page.page(await actor(LEA), "100-1")).renewal.startswith("Demandé par Claire Laurent le ")


async def test_a_request_ends_when_the_end_moves_on_and_may_then_be_made_again() -> None:
    await load(*PEOPLE, _keyed())
    claire = await actor(CLAIRE)
    await renewals.ask(claire, "100-1", "1", "", "")
    await load(_keyed(quantity=30))
    assert (await license_page.page(claire, "100-1")).renewal
    await load(_keyed(renewal_date="2026-01-31"))
    assert (await license_page.page(claire, "100-1")).renewal == ""
    await renewals.ask(claire, "100-1", "1", "", "")
    async with reading() as session:
        assert len(list(await session.scalars(select(RenewalRequest)))) == 2


@pytest.mark.parametrize(
    ("quantity", "until", "message", "key"),
    [
        ("0", "", "", "wrong_quantity"),
        ("-1", "", "", "wrong_quantity"),
        ("1e3", "", "", "wrong_quantity"),
        ("٣", "", "", "wrong_quantity"),
        ("9" * 400, "", "", "wrong_quantity"),
        ("1", "31/12/2027", "", "wrong_end"),
        ("1", "2020-01-01", "", "wrong_end"),
        ("1", "9999-12-31", "", "wrong_end"),
        ("1", "", "x" * 2001, "too_long"),
    ],
)
async def test_a_wrong_form_is_refused_with_its_reason(quantity: str, until: str, message: str, key: str) -> None:
    await load(*PEOPLE, _keyed())
    with pytest.raises(PortalError) as refused:
        await renewals.ask(await actor(CLAIRE), "100-1", quantity, until, message)
    assert refused.value.key == key


async def test_the_form_asks_for_a_year_more_of_the_same() -> None:
    await load(*PEOPLE, _keyed(quantity=25, renewal_date="2028-02-29"))
    form = (await license_page.page(await actor(CLAIRE), "100-1")).form
    assert (form.quantity, form.until) == (25, "2029-02-28")


async def test_every_term_stays_as_a_row_and_none_comes_twice() -> None:
    await load(*PEOPLE, _keyed())
    await load(_keyed(maintenance_from="2026-01-01", renewal_date="2026-12-31"))
    await load(_keyed(maintenance_from="2026-01-01", renewal_date="2026-12-31", quantity=9))
    page = await license_page.page(await actor(CLAIRE), "100-1")
    assert [(term.since, term.until, term.plan) for term in page.terms] == [
        ("1 janv. 2026", "31 déc. 2026", "Premier"),
        ("1 janv. 2025", "31 déc. 2025", "Premier"),
    ]
    async with reading() as session:
        assert {term.ends_on for term in await session.scalars(select(MaintenanceTerm))} == {date(2025, 12, 31), date(2026, 12, 31)}


async def test_the_menu_is_exactly_what_role_and_product_allow() -> None:
    portal = {"type": "product", "slug": "archivo", "name": "Archivo", "family": "Sauvegarde", "license_portal_url": "https://licences.example"}
    await load(*PEOPLE, portal, _keyed("100-1"), _keyed("100-2", standing="revoked"), license_("200-1", product="archivo"))

    async def kinds(who: str, slug: str) -> list[list[str]]:
        return [[one.kind for one in line.actions] for line in (await licenses.lines(await actor(who), slug, 50)).lines]

    all_deeds = ["see", "reveal_key", "download_file", "assign_users", "request_renewal", "open_request"]
    assert await kinds(CLAIRE, "vigie") == [all_deeds, ["see"]]
    assert await kinds(LEA, "vigie") == [["see", "reveal_key", "download_file"], ["see"]]
    assert await kinds(CLAIRE, "archivo") == [["see", "assign_users", "open_portal", "open_request"]]


async def test_the_journal_says_who_did_what_and_nobody_changes_it() -> None:
    await load(*PEOPLE, _keyed())
    claire = await actor(CLAIRE)
    await license_keys.reveal(await actor(LEA), "100-1")
    await renewals.ask(claire, "100-1", "30", "", "")
    async with reading() as session:
        group = (await session.execute(select(col(UserGroup.id)).where(col(UserGroup.key) == "lyon"))).scalar_one()
    lines = (await audit.lines(claire, group, 50)).lines
    assert [(line.actor, line.action, line.license) for line in lines] == [
        ("Claire Laurent <claire@exemple.fr>", "Renouvellement demandé", "100-1"),
        ("Léa Roy <lea@exemple.fr>", "Clé affichée", "100-1"),
    ]
    for deed in ("DELETE FROM audit_event", "UPDATE audit_event SET actor = 'nobody'"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with writing() as session:
                await session.execute(text(deed))
    async with reading() as session:
        assert len(list(await session.scalars(select(AuditEvent)))) == 2


async def test_a_refused_deed_leaves_no_line() -> None:
    await load(*PEOPLE, license_("100-1"))
    with pytest.raises(PortalError, match="not_allowed"):
        await license_keys.reveal(await actor(CLAIRE), "100-1")
    async with reading() as session:
        assert list(await session.scalars(select(AuditEvent))) == []
