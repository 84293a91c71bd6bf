"""Documents, videos and forums: whose they are, in which order, and where they lead."""

from pathlib import Path
from typing import Any

import pytest

from monproduit.core import vendor as vendor_module
from monproduit.core.localisation import use_locale
from monproduit.services import documents, forums, videos
from monproduit.services.shelves import ALL, Wanted
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, NORA = "claire@exemple.fr", "nora@ailleurs.fr"
HOST = "https://videos.editeur.example"


def _document(key: str, title: str, product: str = "vigie", **fields: Any) -> Line:
    place = {} if "source" in fields else {"url": f"https://docs.editeur.example/{key}.pdf"}
    return {"type": "document", "key": key, "product": product, "title": title, **place, **fields}


def _video(key: str, title: str, products: tuple[str, ...] = ("vigie",), **fields: Any) -> Line:
    place = {} if "source" in fields else {"url": f"{HOST}/embed/{key}"}
    return {"type": "video", "key": key, "title": title, "products": list(products), **place, **fields}


async def _titles(email: str = CLAIRE, **wanted: Any) -> list[str]:
    found = await documents.find(await actor(email), Wanted(**wanted))
    return [line.title for group in found.groups for line in group.lines]


async def test_documents_come_by_product_those_of_the_latest_version_first() -> None:
    await load(*PEOPLE, license_("100-1"), license_("100-2", product="archivo"))
    await load(
        _document("a", "Notes 12.9", version="12.9"),
        _document("b", "Notes 12.10", version="12.10", size=380_000, published_on="2026-11-05"),
        _document("c", "Administration"),
        _document("d", "Archivage", "archivo"),
    )
    found = await documents.find(await actor(CLAIRE), Wanted())
    assert [group.product for group in found.groups] == ["Archivo", "Vigie"]
    assert [line.version for line in found.groups[1].lines] == ["Toutes", "12.10", "12.9"]
    assert (found.groups[1].lines[1].size, found.groups[1].lines[1].published) == ("380\u00a0ko", "5 nov. 2026")


async def test_documents_of_others_products_come_only_when_all_are_asked_for() -> None:
    await load(
        *PEOPLE,
        license_("100-1"),
        _document("a", "Guide des numéros"),
        _document("d", "Archivage", "archivo"),
        _document("e", "Guide", language="en"),
    )
    assert await _titles() == ["Guide des numéros"]
    assert await _titles(text="numero") == ["Guide des numéros"]
    assert set(await _titles(is_mine=False)) == {"Guide des numéros", "Archivage"}
    assert set(await _titles(language=ALL)) == {"Guide des numéros", "Guide"}
    assert await _titles(NORA) == []
    with use_locale("en"):
        assert await _titles() == ["Guide"]


async def test_a_document_is_at_its_address_or_a_file_of_the_portal() -> None:
    await load(*PEOPLE, license_("100-1"), _document("a", "Ailleurs"), _document("b", "Ici", source="docs/b.pdf"))
    (group,) = (await documents.find(await actor(CLAIRE), Wanted())).groups
    assert {line.title: (line.address, line.is_outside) for line in group.lines} == {
        "Ailleurs": ("https://docs.editeur.example/a.pdf", True),
        "Ici": ("/files/documents/b?lang=fr", False),
    }


async def test_videos_come_the_latest_first_and_play_from_known_hosts_only() -> None:
    await load(*PEOPLE, license_("100-1"))
    await load(
        _video("old", "Anciens", published_on="2026-01-01", seconds=3725),
        _video("new", "Nouveaux", (), published_on="2026-11-01"),
        _video("file", "Un fichier", source="videos/a.mp4"),
        _video("page", "Sur un autre site", url="https://autre.example/watch"),
        _video("theirs", "Archives", ("archivo",)),
    )
    found = await videos.find(await actor(CLAIRE), Wanted(), 50)
    assert [card.key for card in found.cards[:2]] == ["new", "old"]
    assert {card.key: card.player for card in found.cards} == {"new": "frame", "old": "frame", "file": "file", "page": "elsewhere"}
    assert found.cards[1].duration == "1:02:05"
    assert found.elsewhere == "1 vidéo sur d’autres produits"
    assert [card.key for card in (await videos.find(await actor(CLAIRE), Wanted(text="ancien"), 50)).cards] == ["old"]


async def test_forums_of_ones_own_products_come_before_the_others() -> None:
    forum = {"type": "product", "family": "X", "forum_url": "https://forum.editeur.example/x"}
    await load(*PEOPLE, license_("100-1"), {**forum, "slug": "vigie", "name": "Vigie"}, {**forum, "slug": "archivo", "name": "Archivo"})
    found = await forums.find(await actor(CLAIRE))
    assert found.general
    assert ([line.name for line in found.lines], [line.name for line in found.others]) == (["Vigie"], ["Archivo"])


async def test_a_vendor_without_a_forum_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await load(*PEOPLE)
    path = tmp_path / "vendor.toml"
    path.write_text('name = "N"\nemail = "a@b.fr"\nplans = []\n')
    monkeypatch.setattr("monproduit.services.forums.vendor", lambda: vendor_module.read_vendor(path))
    found = await forums.find(await actor(CLAIRE))
    assert (found.general, found.lines, found.others) == (None, [], [])
