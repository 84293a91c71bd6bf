"""Life cycles come in from a document, and go out at an address that everybody may read."""

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from monproduit.core import settings
from monproduit.endpoints.application import plain_http
from monproduit.services.data import exporting
from monproduit.services.data.applying import Report, apply
from monproduit.services.data.reading import lines
from monproduit.services.openeox.core import CORE, DRAFTS, check
from tests.world import PEOPLE, Line, load

pytestmark = pytest.mark.usefixtures("portal")
_CORE = {
    "$schema": CORE,
    "end_of_security_support": "2027-03-14T23:59:59Z",
    "end_of_life": "2028-03-14T23:59:59Z",
    "last_updated": "2026-11-24T12:00:00Z",
}
_SOLD = {"type": "release", "product": "vigie", "version": "7.1", "released_on": "2025-01-15", "full_support_until": "2026-03-14", "notes": "Rapide."}


def _shell(name: str = "Vigie", version: str = "7.1", **core: str) -> dict[str, Any]:
    product = {"$schema": f"{DRAFTS}product_software.json", "product_name": name, "product_version": version, "vendor_name": "Éditeur Exemple"}
    return {"$schema": f"{DRAFTS}shell.json", "statements": [{"core": _CORE | core, "product": product, "product_identification_helper": {}}]}


async def _import(folder: Path, document: dict[str, Any]) -> Report:
    (folder / "vie.json").write_text(json.dumps(document))
    return await apply(lines([folder]))


async def _releases() -> list[Line]:
    return [one.model_dump(mode="json", exclude={"type"}) async for one in exporting.export() if one.model_dump()["type"] == "release"]


async def _get(path: str, **headers: str) -> httpx2.Response:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=plain_http(None, "")), base_url="http://localhost:3000") as client:
        return await client.get(path, headers=headers)


async def test_dates_come_in_and_what_they_leave_open_stays_as_it_was(tmp_path: Path) -> None:
    await load(*PEOPLE, _SOLD)
    assert (await _import(tmp_path, _shell())).problems == []
    (release,) = await _releases()
    assert (release["released_on"], release["full_support_until"], release["notes"]) == ("2025-01-15", "2026-03-14", "Rapide.")
    assert (release["limited_support_until"], release["end_of_support_on"]) == ("2027-03-14", "2028-03-15")
    assert sum((await _import(tmp_path, _shell())).written.values()) == 0


async def test_a_version_that_was_unknown_comes_with_its_dates(tmp_path: Path) -> None:
    await load(*PEOPLE)
    await _import(tmp_path, _shell(version="8.0", general_availability="2026-12-01T00:00:00Z", end_of_life="tba"))
    (release,) = await _releases()
    assert (release["version"], release["released_on"], release["end_of_support_on"]) == ("8.0", "2026-12-01", None)


async def test_a_shell_with_a_product_tree_is_read_through_its_ids(tmp_path: Path) -> None:
    await load(*PEOPLE)
    versions = [{"category": "product_version", "name": one, "product": {"product_id": one, "name": f"Vigie {one}"}} for one in ("7.1", "7.2")]
    tree = {
        "branches": [{"category": "product_name", "name": "Vigie", "branches": versions}],
        "product_groups": [{"group_id": "G", "product_ids": ["7.1", "7.2"]}],
    }
    document = {"$schema": f"{DRAFTS}shell_csaf.json", "product_tree": tree, "statements": [{"core": _CORE, "group_ids": ["G"]}]}
    assert (await _import(tmp_path, document)).written["release"] == 2


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (_shell(end_of_life="2026-01-01T00:00:00Z"), "$.statements[0].core.end_of_life: OpenEoX Core 1.0, 7.1.1"),
        (_CORE, "these dates name no product"),
        ({"$schema": f"{DRAFTS}shell.json", "statements": []}, "a shell with statements is expected"),
        ({"$schema": f"{DRAFTS}shell.json", "statements": [{"core": _CORE}]}, "a statement needs a core and a product"),
        ({"$schema": f"{DRAFTS}shell.json", "statements": ["x"]}, "a statement needs a core and a product"),
        (
            {"$schema": f"{DRAFTS}shell_csaf.json", "product_tree": {"branches": "x"}, "statements": [{"core": _CORE, "product_ids": ["A"]}]},
            "$.product_tree.branches: OpenEoX, shell: a list is expected",
        ),
    ],
)
async def test_a_wrong_document_is_refused_and_changes_nothing(tmp_path: Path, document: dict[str, Any], words: str) -> None:
    await load(*PEOPLE, _SOLD)
    report = await _import(tmp_path, document)
    assert not report.applied
    assert words in "\n".join(map(str, report.problems))


async def test_what_never_ends_and_a_package_url_that_is_none_do_no_harm(tmp_path: Path) -> None:
    await load(*PEOPLE)
    document = _shell(end_of_life="9999-12-31T23:59:59Z", end_of_security_support="tba")
    document["statements"][0]["product"].pop("product_version")
    document["statements"][0]["product_identification_helper"] = {"purl": "pkg:", "cpe": "cpe:2.3:a:editeur:vigie:8.1:*:*:*:*:*:*:*"}
    assert (await _import(tmp_path, document)).problems == []
    (release,) = await _releases()
    assert (release["version"], release["end_of_support_on"]) == ("8.1", None)


async def test_what_is_none_of_the_products_is_set_aside(tmp_path: Path) -> None:
    await load(*PEOPLE)
    report = await _import(tmp_path, _shell("Autre chose"))
    assert (report.applied, sum(report.written.values()), len(report.aside)) == (True, 0, 1)


async def test_everybody_reads_our_life_cycles_and_they_come_back_as_they_went(tmp_path: Path) -> None:
    ends = {"limited_support_until": "2027-03-14", "end_of_support_on": "2028-03-15"}
    await load(*PEOPLE, {**_SOLD, **ends}, {"type": "release", "product": "vigie", "version": "7.2", "released_on": "2026-11-04"})
    await load({"type": "product", "slug": "vigie", "name": "Vigie", "identifiers": ["pkg:generic/editeur/vigie"]})
    answer = await _get("/openeox.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    newer, older = answer.json()["statements"]
    assert [list(check(one["core"])) for one in (newer, older)] == [[], []]
    assert (newer["core"]["end_of_life"], newer["product"]["product_version"]) == ("tba", "7.2")
    assert (older["core"]["general_availability"], older["core"]["end_of_security_support"]) == ("2025-01-15T00:00:00Z", "2027-03-14T23:59:59Z")
    assert older["core"]["end_of_life"] == "2028-03-14T23:59:59Z"
    assert older["product_identification_helper"]["purl"] == "pkg:generic/editeur/vigie"
    before = await _releases()
    assert sum((await _import(tmp_path, answer.json())).written.values()) == 0
    assert await _releases() == before


async def test_what_openeox_has_no_words_for_is_left_out() -> None:
    await load(*PEOPLE, {"type": "release", "product": "vigie", "version": "5", "end_of_support_on": True})
    assert (await _get("/openeox/vigie.json")).status_code == 404


async def test_one_product_has_an_address_of_its_own_and_a_reader_is_told_when_nothing_changed() -> None:
    await load(*PEOPLE, _SOLD, {**_SOLD, "product": "archivo"})
    answer = await _get("/openeox/vigie.json")
    assert {one["product"]["product_name"] for one in answer.json()["statements"]} == {"Vigie"}
    again = await _get("/openeox/vigie.json", **{"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await _get("/openeox/nothing-such.json")).status_code == 404


async def test_a_vendor_who_wants_it_publishes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    await load(*PEOPLE, _SOLD)
    monkeypatch.setenv("MONPRODUIT_PUBLIC_LIFE_CYCLES", "false")
    settings.settings.cache_clear()
    assert (await _get("/openeox.json")).status_code == 404
