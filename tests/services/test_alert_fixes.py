"""Which version mends what, and whether one has it already."""

from datetime import UTC, datetime

import pytest
import time_machine

from monproduit.services import alert_list, alerts
from monproduit.services.alert_fixes import fix, next_fix
from monproduit.services.alert_list import Wanted
from tests.world import PEOPLE, Line, actor, license_, load

CLAIRE = "claire@exemple.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("has", "fixed", "expected"),
    [
        ("7.1", ["7.2.1"], "7.2.1"),
        ("7.2.1", ["7.2.1"], ""),
        ("7.3", ["7.2.1"], ""),
        ("6.10.4", ["6.10.5", "7.2.1"], "6.10.5"),
        ("6.10.6", ["6.10.5", "7.2.1"], ""),
        ("7.1", ["6.10.5", "7.2.1"], "7.2.1"),
        ("2402 CU3", ["2402 CU4"], "2402 CU4"),
        ("1.1.1w", ["1.1.1x"], "1.1.1x"),
        ("7.2.10", ["7.2.9"], ""),
    ],
)
def test_the_nearest_version_that_mends_ones_own(has: str, fixed: list[str], expected: str) -> None:
    assert next_fix(has, fixed) == expected


@pytest.mark.parametrize(
    ("has", "affected", "fixed", "words", "is_exposed", "is_safe"),
    [
        ("7.1", ["<7.2.1"], ["7.2.1"], "Vous avez 7.1, corrigé en 7.2.1", True, False),
        ("7.2.1", ["<7.2.1"], ["7.2.1"], "Vous avez 7.2.1, qui est corrigée", False, True),
        ("6.10.6", ["<7.2.1"], ["6.10.5", "7.2.1"], "Vous avez 6.10.6, qui est corrigée", False, True),
        ("7.4", ["7.1", "v7.4"], ["7.3"], "Pas encore de version corrigée", True, False),
        ("6.9", [">=7.0|<7.2.1"], [], "Vous avez 6.9, qui n’est pas concernée", False, True),
        ("7.1", [">=7.0|<7.2.1"], [], "Pas encore de version corrigée", True, False),
        ("7.1", ["7.0"], [], "Pas encore de version corrigée", False, False),
        ("", ["<7.2.1"], ["7.2.1"], "Corrigé en 7.2.1", False, False),
    ],
)
def test_what_versions_mean_for_a_person(has: str, affected: list[str], fixed: list[str], words: str, is_exposed: bool, is_safe: bool) -> None:
    told = fix("Vigie", affected, fixed, has)
    assert (told.words, told.is_exposed, told.is_safe) == (words, is_exposed, is_safe)


def _alert(**fields: object) -> Line:
    known = {"products": ["vigie", "archivo"], "kind": "security", "title": "Faille", "published_at": "2026-11-20T09:00:00Z"}
    return {"type": "alert", "key": "cve", **known, **fields}


def _download(version: str, at: str = "2026-11-01") -> Line:
    known = {"user": CLAIRE, "product": "vigie", "file": f"v-{version}.zip", "downloaded_at": f"{at}T09:00:00Z"}
    return {"type": "download", "key": f"d-{version}", "version": version, **known}


@pytest.mark.usefixtures("portal")
async def test_a_person_reads_what_they_have_and_what_mends_it() -> None:
    with time_machine.travel(NOON, tick=False):
        await load(*PEOPLE, license_("100-1"), license_("100-2", product="archivo"), _download("7.0", "2026-01-01"), _download("7.1"))
        await load(_alert(versions={"vigie": {"affected": ["<7.2.1"], "fixed": ["7.2.1"]}, "archivo": {"affected": ["7.0"]}}))
        claire = await actor(CLAIRE)
        page = await alert_list.one(claire, "cve")
        line = (await alerts.lines(claire, "vigie", 50)).lines[0]
        card = (await alert_list.find(claire, Wanted(), 50)).lines[0]
        nora = await alerts.lines(await actor("nora@ailleurs.fr"), "vigie", 50)
        await load(_download("7.2.1", "2026-11-23"))
        after = (await alerts.lines(claire, "vigie", 50)).lines[0]
    assert [(fix.product, fix.affected, fix.words) for fix in page.fixes] == [
        ("Archivo", "7.0", "Pas encore de version corrigée"),
        ("Vigie", "< 7.2.1", "Vous avez 7.1, corrigé en 7.2.1"),
    ]
    assert (line.fix, line.is_exposed, card.is_exposed) == ("Vous avez 7.1, corrigé en 7.2.1", True, True)
    assert (after.fix, after.is_exposed) == ("Vous avez 7.2.1, qui est corrigée", False)
    assert nora.lines == []


@pytest.mark.usefixtures("portal")
async def test_what_a_line_does_not_say_of_versions_stays_as_it_was() -> None:
    await load(*PEOPLE, license_("100-1"), _alert(versions={"vigie": {"fixed": ["7.2.1"]}}))
    await load(_alert(title="Autre titre"))
    claire = await actor(CLAIRE)
    assert (await alert_list.one(claire, "cve")).fixes[0].words == "Corrigé en 7.2.1"
    await load(_alert(versions={}))
    assert (await alert_list.one(claire, "cve")).fixes == []
