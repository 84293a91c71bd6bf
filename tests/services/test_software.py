"""Files to download: which versions, in which order, to whom, and until when."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from monproduit.core.errors import PortalError
from monproduit.core.localisation import use_locale
from monproduit.services import downloads, software
from monproduit.services.software_query import Wanted
from monproduit.views.software import Software, SoftwareVersion
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
CLAIRE, BRUNO, LEA, NORA = "claire@exemple.fr", "bruno@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"
SUPPORT = {"type": "membership", "group": "lyon", "user": BRUNO, "role": "support_user"}


def release(version: str, on: str | None, product: str = "vigie", **fields: object) -> Line:
    return {"type": "release", "product": product, "version": version, "released_on": on, **fields}


def file(version: str, name: str = "", product: str = "vigie", **fields: object) -> Line:
    return {"type": "release_file", "product": product, "version": version, "name": name or f"{product}-{version}.zip", **fields}


def both(version: str, on: str | None, product: str = "vigie", **fields: object) -> list[Line]:
    return [release(version, on, product, **fields), file(version, "", product)]


async def _find(email: str, product: str = "", text: str = "", limit: int = 50) -> Software:
    with time_machine.travel(NOON, tick=False):
        return await software.find(await actor(email), Wanted(product, text), limit)


async def _versions(email: str, slug: str = "vigie") -> dict[str, SoftwareVersion]:
    found = await _find(email, slug)
    return {version.version: version for product in found.products for version in product.versions}


async def test_versions_come_in_their_own_order_and_unpublished_ones_not_at_all() -> None:
    dated = [both("6.9", "2024-01-01"), both("6.10", "2024-06-01"), both("7.2.1", "2026-01-01"), both("7.2", "2025-12-01"), both("8.0", "2027-01-01")]
    await load(*PEOPLE, license_("100-1", renewal_date="2027-01-01"), *(line for lines in dated for line in lines), *both("dev", None))
    assert list(await _versions(CLAIRE)) == ["7.2.1", "7.2", "6.10", "6.9", "dev"]


@pytest.mark.parametrize(("released", "is_covered"), [("2026-06-29", True), ("2026-06-30", True), ("2026-07-01", False)])
async def test_a_version_is_covered_up_to_the_last_day_of_maintenance(released: str, is_covered: bool) -> None:
    await load(*PEOPLE, license_("100-1", renewal_date="2026-06-30"), *both("7.2", released))
    (version,) = (await _versions(CLAIRE)).values()
    assert (version.reason == "", version.is_latest) == (is_covered, is_covered)


async def test_the_longest_maintenance_of_several_licenses_counts_and_the_latest_covered_is_marked() -> None:
    held = [license_("100-1", renewal_date="2024-06-30"), license_("100-2", renewal_date="2026-06-30"), license_("100-3", group="ailleurs")]
    await load(*PEOPLE, *held, *both("7.1", "2024-01-01"), *both("7.2", "2026-05-01"), *both("7.3", "2026-11-01"))
    found = await _versions(CLAIRE)
    assert {name: version.is_latest for name, version in found.items()} == {"7.3": False, "7.2": True, "7.1": False}
    assert found["7.3"].reason == "Publiée après la fin de votre maintenance, le 30 juin 2026."


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"renewal_date": "2026-11-24"}, "covered"),
        ({"renewal_date": "2026-11-23"}, "expired"),
        ({"maintenance_from": "2020-01-01"}, "covered"),
        ({}, "no_contract"),
        ({"renewal_date": "2027-01-01", "standing": "suspended"}, "suspended"),
        ({"renewal_date": "2027-01-01", "standing": "revoked"}, "suspended"),
    ],
)
async def test_what_a_license_gives_is_said(fields: dict[str, str], status: str) -> None:
    await load(*PEOPLE, license_("100-1", **fields), *both("7.2", "2026-01-01"))
    (product,) = (await _find(CLAIRE)).products
    assert product.status == status
    assert product.says
    assert product.versions[0].is_latest == (status in {"covered", "expired"})


async def test_roles_decide_and_each_is_told() -> None:
    await load(*PEOPLE, SUPPORT, license_("100-1", renewal_date="2027-01-01"), *both("7.2", "2026-01-01"))
    assert {email: (await _find(email)).products[0].status for email in (CLAIRE, BRUNO, LEA)} == {CLAIRE: "covered", BRUNO: "covered", LEA: "role"}
    assert "administrateur de votre groupe" in (await _find(LEA)).products[0].says
    assert (await _find(NORA)).products == []


async def test_a_role_in_one_group_does_not_reach_the_licenses_of_another() -> None:
    second = {"type": "membership", "group": "ailleurs", "user": LEA, "role": "support_user"}
    held = [license_("100-1", renewal_date="2027-01-01"), license_("100-2", group="ailleurs", renewal_date="2025-01-01")]
    await load(*PEOPLE, second, *held, *both("7.1", "2024-01-01"), *both("7.2", "2026-01-01"))
    assert {name: version.is_latest for name, version in (await _versions(LEA)).items()} == {"7.2": False, "7.1": True}


async def test_a_product_without_license_says_what_to_do() -> None:
    from monproduit.services import products

    await load(*PEOPLE, *both("7.2", "2026-01-01"))
    await products.add(await actor(NORA), "vigie")
    (product,) = (await _find(NORA)).products
    assert (product.status, product.versions[0].files[0].address) == ("none", "")
    assert "Ajoutez son numéro" in product.says


async def test_the_first_three_of_each_and_the_latest_covered_are_shown_then_all_of_one() -> None:
    lines = [line for place in range(9) for line in both(f"1.{place}", f"2026-0{place + 1}-01")]
    await load(*PEOPLE, license_("100-1", renewal_date="2026-03-15"), license_("100-2", product="archivo"), *lines)
    found = await _find(CLAIRE)
    assert [version.version for version in found.products[0].versions] == ["1.8", "1.7", "1.6", "1.2"]
    assert (found.products[0].older, found.silent) == ("Toutes les versions (9)", "Aucun fichier n’est publié pour\u00a0: Archivo.")
    chosen = await _find(CLAIRE, "vigie", limit=4)
    assert (len(chosen.products[0].versions), chosen.more, chosen.products[0].older, chosen.silent) == (4, 5, "", "")


@pytest.mark.parametrize(
    ("text", "expected"), [("supervision", ["7.2", "7.1"]), ("7.1", ["7.1"]), ("AGENT", ["7.2"]), ("vigie 7.2", ["7.2"]), ("100%", []), ("_", [])]
)
async def test_words_find_products_versions_and_files(text: str, expected: list[str]) -> None:
    lines = [*both("7.1", "2025-01-01"), *both("7.2", "2026-01-01"), file("7.2", "vigie-agent.zip")]
    await load(*PEOPLE, license_("100-1", renewal_date="2025-06-01"), *lines)
    found = await _find(CLAIRE, text=text)
    assert [version.version for product in found.products for version in product.versions] == expected
    assert [version.is_latest for product in found.products for version in product.versions] == [name == "7.1" for name in expected]


async def test_a_file_says_its_size_its_hash_and_whether_it_is_there(portal: Path) -> None:
    (portal / "files").mkdir(exist_ok=True)
    (portal / "files" / "v.zip").write_bytes(b"x" * 1500)
    known = {"file_date": "2025-12-30", "sha256": "ab" * 32}
    await load(*PEOPLE, license_("100-1", renewal_date="2027-01-01"), release("7.2", "2026-01-01"))
    await load(file("7.2", "a.zip", source="v.zip", size=1500, **known), file("7.2", "b.zip", source="v.zip", size=1501))
    await load(file("7.2", "c.zip", source="https://fichiers.editeur.example/c.zip"), file("7.2", "d.zip"))
    one, other, outside, nowhere = (await _versions(CLAIRE))["7.2"].files
    assert (one.size, one.date, one.sha256, bool(one.address), one.absence) == ("1,5\u00a0ko", "30 déc. 2025", "ab" * 32, True, "")
    assert (other.address, outside.is_outside, nowhere.address) == ("", True, "")
    assert other.absence == nowhere.absence == "Ce fichier n’est pas disponible pour le moment."
    with use_locale("en"):
        assert (await _versions(CLAIRE))["7.2"].files[0].size == "1.5\u00a0kB"


async def test_notes_are_harmless_and_ones_own() -> None:
    told = "# Titre\n\n<script>alert(1)</script> **Gras** [ici](javascript:alert(1))"
    await load(*PEOPLE, license_("100-1"), *both("7.2", "2026-01-01", notes=told), *both("9.0", "2030-01-01", notes="Secret"))
    claire = await actor(CLAIRE)
    (version,) = (await _versions(CLAIRE)).values()
    assert version.has_notes
    text = await software.notes(claire, version.id)
    assert "<h2>Titre</h2>" in text
    assert "<script" not in text
    assert "href" not in text
    for person, number in ((await actor(NORA), version.id), (claire, version.id + 1), (claire, 999)):
        with pytest.raises(PortalError, match="no_such_version"), time_machine.travel(NOON, tick=False):
            await software.notes(person, number)


@pytest.mark.parametrize(
    ("today", "words", "is_over"),
    [
        (date(2028, 2, 28), "Support jusqu’au 29 févr. 2028", False),
        (date(2028, 2, 29), "Support arrêté le 29 févr. 2028", True),
        (date(2028, 3, 1), "Support arrêté le 29 févr. 2028", True),
    ],
)
async def test_the_cell_says_when_the_version_one_has_stops_being_supported(today: date, words: str, is_over: bool) -> None:
    download = {"type": "download", "key": "d", "user": CLAIRE, "product": "vigie", "version": "7.2", "file": "v.zip"}
    await load(*PEOPLE, license_("100-1"), release("7.2", "2026-01-01", end_of_support_on="2028-02-29"))
    await load({**download, "downloaded_at": "2026-11-01T10:00:00Z"})
    with time_machine.travel(datetime(today.year, today.month, today.day, 12, tzinfo=UTC), tick=False):
        cell = (await downloads.cells(await actor(CLAIRE)))["vigie"]
    assert (cell.support, cell.is_unsupported) == (words, is_over)


async def test_a_fact_without_a_date_is_said_too() -> None:
    download = {"type": "download", "key": "d", "user": CLAIRE, "product": "vigie", "version": "7.2", "file": "v.zip"}
    await load(
        *PEOPLE, license_("100-1"), release("7.2", "2026-01-01", end_of_support_on=True), {**download, "downloaded_at": "2026-11-01T10:00:00Z"}
    )
    with time_machine.travel(NOON, tick=False):
        cell = (await downloads.cells(await actor(CLAIRE)))["vigie"]
    assert (cell.support, cell.is_unsupported) == ("Support arrêté", True)
