"""Search everywhere: what each kind of thing is found by, and that nobody finds what they may not see."""

from dataclasses import replace
from typing import Any

import pytest

from monproduit.core.localisation import use_locale
from monproduit.services.search.everywhere import find
from tests.services.test_knowledge import article
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, BRUNO, LEA, NORA = "claire@exemple.fr", "bruno@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"


def _request(number: str, title: str, created_by: str = CLAIRE, **fields: Any) -> Line:
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}
    known = {"product": "vigie", "created_by": created_by, "severity": 3, "status": "new", **moments}
    return {"type": "service_request", "number": number, "title": title, **known, **fields}


async def _world() -> None:
    await load(*PEOPLE, license_("153-482-907"), license_("888-1", product="archivo", group="ailleurs"))
    await load(
        {"type": "release", "product": "vigie", "version": "7.2"},
        {"type": "release_file", "product": "vigie", "version": "7.2", "name": "Vigie Installeur 7.2.zip", "size": 1000, "sha256": "a" * 64},
        _request("SR-1001", "Échec de la sonde", license="153-482-907"),
        _request("SR-2002", "Échec chez Nora", NORA, product="archivo"),
        article("muette", "Une sonde est muette"),
        {"type": "alert", "key": "a1", "products": ["vigie"], "kind": "news", "title": "Sonde 3 parue", "published_at": "2026-11-01T09:00:00Z"},
        {"type": "document", "key": "d1", "product": "vigie", "title": "Guide de la sonde", "url": "https://docs.editeur.example/d1.pdf"},
        {"type": "video", "key": "v1", "products": ["vigie"], "title": "Poser une sonde", "url": "https://videos.editeur.example/v1"},
    )


async def _found(email: str, text: str) -> dict[str, list[str]]:
    return {group.name: [hit.key for hit in group.hits] for group in (await find(await actor(email), text)).groups}


@pytest.mark.parametrize("text", ["153-482-907", "153482907", "153 482", "153"])
async def test_a_license_is_found_by_how_its_number_begins(text: str) -> None:
    await _world()
    assert (await _found(CLAIRE, text))["license"] == ["153-482-907"]


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("vig", "product", "vigie"),
        ("supervision", "product", "vigie"),
        ("sr-1001", "request", "SR-1001"),
        ("1001", "request", "SR-1001"),
        ("echec sonde", "request", "SR-1001"),
        ("installeur 7.2", "file", "vigie-7.2-Vigie Installeur 7.2.zip"),
        ("sondes muettes", "article", "muette-fr"),
        ("sonde 3", "alert", "a1"),
        ("guides", "document", "d1"),
        ("poser", "video", "v1"),
        ("tutoriels", "page", "/videos"),
    ],
)
async def test_each_kind_of_thing_is_found(text: str, kind: str, key: str) -> None:
    await _world()
    assert key in (await _found(CLAIRE, text))[kind]


async def test_kinds_come_in_one_order_and_are_counted() -> None:
    await _world()
    found = await find(await actor(CLAIRE), "sonde")
    assert [group.name for group in found.groups] == ["request", "article", "alert", "document", "video"]
    assert (found.text, found.label) == ("sonde", "5 résultats")


async def test_hits_lead_into_the_portal_in_the_pages_language() -> None:
    await _world()
    with use_locale("en"):
        hits = [hit for group in (await find(await actor(CLAIRE), "vigie")).groups for hit in group.hits]
        assert hits
        assert all(hit.address.startswith("/en") for hit in hits)


@pytest.mark.parametrize(
    "text", ["153-482-907", "SR-1001", "Échec de la sonde", "Installeur", "Vigie", "Sonde 3 parue", "Guide de la sonde", "Poser une sonde"]
)
async def test_nobody_finds_anothers_licenses_products_requests_or_files(text: str) -> None:
    await _world()
    assert set(await _found(NORA, text)) <= {"article", "page"}


async def test_a_colleagues_request_is_found_as_its_group_has_decided() -> None:
    await _world()
    await load(_request("SR-3003", "Panne chez Léa", LEA, license="153-482-907"))
    assert (await _found(CLAIRE, "SR-3003"))["request"] == ["SR-3003"]
    await load({"type": "group", "key": "lyon", "name": "Production Lyon", "domain": "exemple.fr", "request_sharing": "nobody"})
    assert "request" not in await _found(CLAIRE, "SR-3003")
    assert (await _found(LEA, "panne"))["request"] == ["SR-3003"]


@pytest.mark.parametrize("text", ["sr-2002", "2002", "echec nora", "archivo"])
async def test_staff_find_every_customers_request_at_the_desk_and_others_do_not(text: str) -> None:
    await _world()
    await load({"type": "user", "email": "sam@editeur.fr", "name": "Sam Morel", "staff": True})
    sam = replace(await actor("sam@editeur.fr"), is_staff=True)
    (hits,) = [group.hits for group in (await find(sam, text)).groups if group.name == "request"]
    assert [(hit.key, hit.address) for hit in hits] == [("SR-2002", "/fr/staff/service-requests/SR-2002")]
    assert "request" not in await _found(CLAIRE, text)


async def test_somebody_who_left_finds_nothing_more() -> None:
    await _world()
    assert await _found(BRUNO, "153-482-907") == {}


@pytest.mark.parametrize("text", ["", " ", "a", "-", "%%", "__", "\u200b", "'; DROP TABLE license; --", '"*', "\\" * 50, "x" * 2000])
async def test_short_and_strange_texts_find_nothing_and_break_nothing(text: str) -> None:
    await _world()
    assert (await find(await actor(CLAIRE), text)).groups == []
