"""Feeds: valid, complete, stable, private."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import httpx2
import pytest
import time_machine
from sqlalchemy import Engine, event

from monproduit.core import settings
from monproduit.core.errors import PortalError
from monproduit.endpoints.application import plain_http
from monproduit.services import feeds, products, staff_alerts
from tests.services.feed_rules import remarks
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, NORA = "claire@exemple.fr", "nora@ailleurs.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _alert(key: str, at: str, slug: str = "vigie", **fields: object) -> Line:
    return {
        "type": "alert",
        "key": key,
        "products": [slug],
        "kind": "security",
        "title": f"Titre <b>&{key}",
        "published_at": f"{at}T09:00:00Z",
        **fields,
    }


async def _world() -> None:
    await load(*PEOPLE, license_("100-1"), license_("100-2", product="archivo"))
    await load(_alert("a1", "2026-11-01", body="Un **texte** entier"), _alert("a2", "2026-11-22", "archivo"), _alert("a3", "2026-12-24"))


@contextmanager
def _told_queries(asked: list[str]) -> Iterator[None]:
    def tell(*arguments: Any) -> None:
        asked.append(arguments[2])

    event.listen(Engine, "before_cursor_execute", tell)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", tell)


async def _get(address: str, **headers: str) -> httpx2.Response:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=plain_http(None, "")), base_url="http://localhost:3000") as client:
        return await client.get(address, headers=headers)


@pytest.mark.parametrize("kind", ["rss", "atom"])
async def test_a_reader_finds_everything_that_was_published_and_no_fault(kind: str) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        made = await feeds.make(await actor(CLAIRE), "")
        answer = await _get(made.rss if kind == "rss" else made.atom)
    read = feedparser.parse(answer.content)
    assert (read.bozo, answer.headers["content-type"]) == (False, f"application/{kind}+xml; charset=utf-8")
    assert [entry.title for entry in read.entries] == ["Titre <b>&a2", "Titre <b>&a1"]
    assert read.entries[1].link == "http://localhost:3000/fr/alerts/a1"
    assert "<strong>texte</strong>" in read.entries[1].summary
    assert read.entries[1].id == "tag:localhost,2026:alert/a1"
    assert read.entries[1].published_parsed[:3] == (2026, 11, 1)
    assert any(link.rel == "self" and link.href.endswith(kind) for link in read.feed.links)


async def test_a_product_has_a_feed_of_its_own() -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        made = await feeds.make(await actor(CLAIRE), "vigie")
        read = feedparser.parse((await _get(made.rss)).content)
    assert (read.feed.title, [entry.id[-2:] for entry in read.entries]) == ("Notifications – Vigie", ["a1"])


async def test_what_a_reader_has_is_not_sent_again_until_something_is_new() -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        made = await feeds.make(await actor(CLAIRE), "")
        first = await _get(made.rss)
        tag, date = first.headers["etag"], first.headers["last-modified"]
        assert [(await _get(made.rss, **{"if-none-match": tag})).status_code, (await _get(made.rss, **{"if-modified-since": date})).status_code] == [
            304,
            304,
        ]
        assert (await _get(made.rss, **{"if-modified-since": "yesterday"})).status_code == 200
        await load(_alert("a1", "2026-11-01", body="Corrigé"))
        assert (await _get(made.rss, **{"if-none-match": tag})).status_code == 200


async def test_an_address_shows_what_its_person_may_see_and_ends_when_closed() -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        claire = await actor(CLAIRE)
        with pytest.raises(PortalError, match="not_registered"):
            await feeds.make(await actor(NORA), "vigie")
        made = await feeds.make(claire, "")
        await products.hide(claire, "archivo")
        assert [entry.id[-2:] for entry in feedparser.parse((await _get(made.atom)).content).entries] == ["a1"]
        (line,) = await feeds.mine(claire)
        with pytest.raises(PortalError, match="no_such_feed"):
            await feeds.revoke(await actor(NORA), line.id)
        await feeds.revoke(claire, line.id)
        assert [(await _get(address)).status_code for address in (made.rss, made.atom, "/feeds/alerts/forged.rss", made.rss[:-3] + "exe")] == [
            404
        ] * 4


async def test_a_reader_who_has_everything_costs_one_query_and_is_told_of_each_change_at_once() -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        await _world()
        claire = await actor(CLAIRE)
        made = await feeds.make(claire, "")
        tag = (await _get(made.rss)).headers["etag"]
        asked: list[str] = []
        with _told_queries(asked):
            assert ((await _get(made.rss, **{"if-none-match": tag})).status_code, len(asked)) == (304, 1)
        changes = (
            lambda: products.hide(claire, "archivo"),
            lambda: products.show(claire, "archivo"),
            lambda: load(_alert("a3", "2026-12-24", "vigie"), _alert("a5", "2026-11-23")),
            lambda: load({"type": "product", "slug": "vigie", "name": "Vigie 2"}),
        )
        statuses = []
        for change in changes:
            await change()
            answer = await _get(made.rss, **{"if-none-match": tag})
            statuses.append(answer.status_code)
            tag = answer.headers["etag"]
        traveller.shift(timedelta(days=40))
        statuses.append((await _get(made.rss, **{"if-none-match": tag})).status_code)
        await feeds.revoke(claire, (await feeds.mine(claire))[0].id)
        statuses.append((await _get(made.rss, **{"if-none-match": tag})).status_code)
    assert statuses == [200, 200, 200, 304, 200, 404]


async def test_an_empty_feed_is_a_feed_too() -> None:
    await load(*PEOPLE)
    made = await feeds.make(await actor(NORA), "")
    answer = await _get(made.rss)
    assert (feedparser.parse(answer.content).bozo, "last-modified" in answer.headers) == (False, False)


_TEXT = """Un **texte** avec [un lien](/fr/downloads), [un autre](https://editeur.example), <script>alert(1)</script>

![image](https://elsewhere.example/pixel.png) <b onclick="x">gras</b>"""


@pytest.mark.parametrize("kind", ["rss", "atom"])
async def test_a_validator_has_nothing_to_remark(kind: str) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        await load(_alert("a4", "2026-11-22", "archivo", body=_TEXT, title="Été « là »"))
        for slug in ("vigie", "archivo", ""):
            made = await feeds.make(await actor(CLAIRE), slug)
            address = made.rss if kind == "rss" else made.atom
            answer = await _get(address)
            assert remarks(answer.content, address) == []
        assert "http://localhost:3000/fr/downloads" in answer.text


async def test_an_edited_text_is_newer_under_the_id_that_it_had() -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        await _world()
        made = await feeds.make(await actor(CLAIRE), "")
        before = feedparser.parse((await _get(made.atom)).content).entries[1]
        traveller.shift(3600)
        await load(_alert("a1", "2026-11-01", body="Corrigé"))
        answer = await _get(made.atom)
    after = feedparser.parse(answer.content).entries[1]
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated_parsed > before.updated_parsed
    assert answer.headers["last-modified"] == "Tue, 24 Nov 2026 13:00:00 GMT"


async def test_what_is_withdrawn_is_in_no_feed_and_the_reader_is_told() -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        await _world()
        made = await feeds.make(await actor(CLAIRE), "")
        first = await _get(made.rss)
        traveller.shift(60)
        await load({"type": "user", "email": "sam@editeur.fr", "name": "Sam", "staff": True})
        sam = await actor("sam@editeur.fr")
        await staff_alerts.withdraw(type(sam)(sam.id, sam.email, sam.name, sam.time_zone, is_staff=True), "a1")
        answers = [
            await _get(made.rss, **{f"if-{name}": first.headers[of]}) for name, of in (("none-match", "etag"), ("modified-since", "last-modified"))
        ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [entry.id[-2:] for entry in feedparser.parse(answers[0].content).entries] == ["a2"]


async def test_a_product_has_a_public_feed_where_the_setting_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        assert (await _get("/feeds/products/vigie.rss")).status_code == 404
        assert feeds.public("vigie", "Vigie") is None
        monkeypatch.setenv("MONPRODUIT_PUBLIC_FEEDS", "true")
        settings.settings.cache_clear()
        made = feeds.public("vigie", "Vigie")
        assert made
        for address in (made.rss, made.atom.replace("lang=fr", "lang=en")):
            answer = await _get(address)
            assert (remarks(answer.content, address), answer.headers["cache-control"]) == ([], "public, no-cache")
            assert [entry.id[-2:] for entry in feedparser.parse(answer.content).entries] == ["a1"]
            assert (await _get(address, **{"if-none-match": answer.headers["etag"]})).status_code == 304
        assert [(await _get(f"/feeds/products/{name}")).status_code for name in ("unknown.rss", "vigie.exe")] == [404, 404]
