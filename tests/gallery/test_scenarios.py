"""Scenarios: a file is a whole portal, with its own clock, and a broken one says where."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from monproduit.core import clock
from monproduit.gallery.scenarios import file
from monproduit.gallery.scenarios.changes import Happening, happen, set_day
from monproduit.gallery.scenarios.scenario import Scenario
from monproduit.gallery.scenarios.stage import Stage
from monproduit.services import alerts, downloads, licenses, logins, products, service_requests
from monproduit.services.access import Actor

_ROOT = Path(__file__).parents[2]
_SHOWN = {
    "/alerts": "title='Correctif de sécurité pour le collecteur'",
    "/alerts/archivo-721": "title='Version 7.2.1 disponible'",
    "/service-requests": "title='Sonde muette sur l’agence de Brest'",
    "/service-requests/SR-1003": "creator='Claire Laurent'",
    "/licenses/098-114-236": "group='Production Lyon'",
    "/products/archivo": "name='Archivo', family='Sauvegarde et reprise'",
}
"""What the other pages of a scenario show."""
_SAME = {"type": "user", "email": "claire@exemple.fr", "name": "Claire Laurent"}


async def _quiet(_scenario: Scenario, _looks: Callable[[str], bool]) -> None:
    await asyncio.Event().wait()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """The stage with the scenarios of the gallery."""
    made = Stage(_quiet)
    yield made
    await made.end()


async def _customer(scenario: Scenario) -> Actor:
    scenario.enter()
    found = await logins.live(await scenario.login())
    assert found
    return found


async def _play(stage: Stage, name: str) -> tuple[Scenario, Actor]:
    scenario = await stage.look("tab", name)
    assert scenario
    return scenario, await _customer(scenario)


@pytest.mark.parametrize("name", file.names())
async def test_every_scenario_can_be_played_and_has_a_title_in_both_languages(stage: Stage, name: str) -> None:
    scenario, _claire = await _play(stage, name)
    assert [str(problem) for problem in scenario.problems] == []
    assert scenario.script.header.title.keys() == {"fr", "en"}


async def test_forty_products_are_forty_and_three_of_them_have_expired(stage: Stage) -> None:
    _scenario, claire = await _play(stage, "forty-products")
    said = await licenses.support_statuses(claire, None)
    assert (len(said), sum(one.status == "expired" for one in said.values())) == (40, 3)


async def test_one_of_each_state_shows_them_all(stage: Stage) -> None:
    _scenario, claire = await _play(stage, "one-of-each-state")
    supports, shown = await licenses.support_statuses(claire, None), await licenses.license_statuses(claire, None)
    assert {one.status for one in supports.values()} == {"in_force", "expiring", "expired", "upcoming", "none"}
    assert {one.action for one in shown.values()} >= {"number", "suspended", "renew", "portal", "trial", "none"}


async def test_two_tabs_look_at_two_scenarios_at_once(stage: Stage) -> None:
    one, many = await stage.look("first", "new-customer"), await stage.look("second", "five-thousand-licenses")
    assert one
    assert many
    assert await products.rows(await _customer(one)) == []
    assert sum(status.total for status in (await licenses.license_statuses(await _customer(many), None)).values()) == 5000
    assert await stage.look("first", None) is one


async def test_the_clock_of_one_scenario_moves_alone(stage: Stage) -> None:
    scenario, claire = await _play(stage, "one-of-each-state")
    assert claire.today.isoformat() == "2026-11-25"
    await set_day(scenario, 30)
    assert (await _customer(scenario)).today.isoformat() == "2026-12-25"
    assert (await licenses.support_statuses(claire, ["vigie"]))["vigie"].status == "expired"
    other, _same = await _play(stage, "forty-products")
    assert (other.now().date().isoformat(), clock.today("Europe/Paris").isoformat()) == ("2026-11-25", "2026-11-25")


async def test_what_happens_changes_the_cells(stage: Stage) -> None:
    scenario, claire = await _play(stage, "one-of-each-state")
    for what in Happening:
        assert await happen(scenario, what), what
    assert (await alerts.cells(claire, ["archivo"]))["archivo"].new_count == 2
    assert (await service_requests.cells(claire, ["archivo"]))["archivo"].count == 2
    assert (await licenses.support_statuses(claire, ["requeta"]))["requeta"].status == "in_force"
    assert (await downloads.cells(claire, ["archivo"]))["archivo"].version == "7.2.1"


async def test_what_happens_to_a_new_customer_brings_their_first_product(stage: Stage) -> None:
    scenario, claire = await _play(stage, "new-customer")
    assert not await happen(scenario, Happening.RENEWAL)
    assert await happen(scenario, Happening.DOWNLOAD)
    assert [row.name for row in await products.rows(claire)] == ["Archivo"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['{"type":"user","email":"claire@exemple.fr"}', '{"type":"product","slug":"Vigie","name":"Vigie"}'], "mine.jsonl:2: slug:"),
        (['{"type":"license","number":"153-482-907","product":"vigie"}'], "mine.jsonl:1: product: there is no product 'vigie'"),
        (["{"], "mine.jsonl:1: not JSON"),
        (["", '{"type":"scenario","titel":{}}'], "mine.jsonl:2: titel:"),
        (['{"type":"repeat","times":0,"line":{}}'], "mine.jsonl:1: times:"),
        (['{"type":"repeat","times":2,"line":{"type":"product","slug":"p-{n}"}}'], "mine.jsonl:1: name:"),
    ],
)
async def test_a_broken_file_names_its_line_and_field_and_is_still_looked_at(tmp_path: Path, lines: list[str], said: str) -> None:
    (tmp_path / "mine.jsonl").write_text("\n".join(lines), encoding="utf-8")
    stage = Stage(_quiet, tmp_path)
    try:
        scenario, _claire = await _play(stage, "mine")
        assert [str(problem) for problem in scenario.problems if str(problem).startswith(said)]
    finally:
        await stage.end()


async def test_a_file_of_an_export_is_a_scenario_and_an_edit_is_played(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(_SAME))
    stage = Stage(_quiet, tmp_path)
    try:
        first, claire = await _play(stage, "mine")
        assert (claire.email, first.script.title) == ("claire@exemple.fr", "mine")
        path.write_text(json.dumps({**_SAME, "name": "Claire Dupont"}))
        os.utime(path, ns=(1, 1))
        second, claire = await _play(stage, "mine")
        assert (second is first, claire.name) == (False, "Claire Dupont")
    finally:
        await stage.end()


async def test_a_scenario_that_is_not_there_is_none(stage: Stage) -> None:
    assert await stage.look("tab", "nothing") is None
    assert await stage.look("tab", "../file") is None


def _in_a_prototype(story: str) -> dict[str, Any]:
    """Play a story in a process of its own: a prototype's states are not to be known here."""
    environment = {**os.environ, "MONPRODUIT_GALLERY": "live", "PYTHONPATH": str(_ROOT), "MONPRODUIT_DATA_DIR": "/nowhere/data"}
    command = [sys.executable, "-c", f"import asyncio, json\nfrom tests.gallery import stories\nprint(json.dumps(asyncio.run(stories.{story}())))"]
    ended = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, timeout=110, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    return dict(json.loads(ended.stdout.splitlines()[-1]))


def test_a_tab_of_a_prototype_is_the_scenarios_customer_and_nobody_elses_data_is_opened() -> None:
    told = _in_a_prototype("a_tab")
    pages = told.pop("pages")
    assert [path for path, words in _SHOWN.items() if words not in pages.pop(path)] == []
    assert pages == {}
    assert told == {
        "person": "Claire Laurent",
        "rows": 9,
        "day": "25 déc. 2026",
        "says": "Expiré depuis 18 jours",
        "live": "Correctif de sécurité n° 1",
        "undeclared": {},
        "unknown": "nothing.jsonl",
        "own_database": False,
    }


def test_every_scenario_is_in_the_documentation() -> None:
    text = (_ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)) == set(file.names())
