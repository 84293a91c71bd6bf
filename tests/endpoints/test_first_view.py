"""The rows in the page itself: whose they are, how they leave, and what becomes of the page without them."""

import gzip
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from monproduit.core.settings import settings
from monproduit.endpoints.application import first_views
from monproduit.endpoints.gate import Gate, cookie_name
from monproduit.pages.first_view import drawings
from monproduit.services import first_view, logins
from tests.world import PEOPLE, license_, load

_HOSTILE = "</script><img src=x onerror=alert(1)> ~name~ \u2028 &amp; \"'"
_PAGE = "<main><div><!--first-view-->bones<!--/first-view--></div></main>"
_SECOND = {"type": "membership", "group": "lyon", "user": "bruno@exemple.fr", "role": "support_user"}
pytestmark = pytest.mark.usefixtures("portal")


class Rows(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.products, self.text = set[str](), list[str](), ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.products += [value for name, value in attrs if name == "data-product" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


async def _as_built(scope: Scope, receive: Receive, send: Send) -> None:
    await HTMLResponse("as built")(scope, receive, send)


@pytest.fixture
async def client(portal: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser before a portal that was built, where Lyon has one product, and Nora another."""
    for language in ("fr", "en"):
        (portal / f"{language}.html").write_text(_PAGE)
    own = {"type": "product", "slug": "vigie", "name": _HOSTILE, "family": "Supervision"}
    await load(*PEOPLE, _SECOND, own, license_("153-1"), license_("153-2", product="archivo", group="ailleurs"))
    async with _browser(portal) as made:
        yield made


def _browser(portal: Path, make: Any = drawings) -> httpx2.AsyncClient:
    app = Gate(first_views(portal, make)(_as_built), portal)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://localhost:3000")


async def _get(client: httpx2.AsyncClient, who: str, path: str = "/fr") -> httpx2.Response:
    cookie = await logins.start("test", {"sub": who, "email": who, "email_verified": True}, "") if who else ""
    return await client.get(path, headers={"cookie": f"{cookie_name()}={cookie}"})


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("claire@exemple.fr", ["vigie"]),
        ("bruno@exemple.fr", ["vigie"]),
        ("lea@exemple.fr", ["vigie"]),
        ("nora@ailleurs.fr", ["archivo"]),
        ("nouveau@exemple.fr", []),
    ],
)
async def test_everybody_gets_the_rows_of_their_own_account(client: httpx2.AsyncClient, who: str, sees: list[str]) -> None:
    answer = await _get(client, who)
    assert Rows(answer.text).products == sees
    assert ("empty-products" in answer.text) == (not sees)
    assert (answer.headers["cache-control"], answer.headers["vary"]) == ("private, no-store", "Cookie, Accept-Encoding")


async def test_nobody_gets_no_page(client: httpx2.AsyncClient) -> None:
    answer = await _get(client, "")
    assert (answer.status_code, answer.headers["location"]) == (303, "/auth/login?next=%2Ffr")


async def test_who_signed_out_gets_no_rows(client: httpx2.AsyncClient) -> None:
    cookie = await logins.start("test", {"sub": "c", "email": "claire@exemple.fr", "email_verified": True}, "")
    await logins.end(logins.digest(cookie))
    assert (await client.get("/fr", headers={"cookie": f"{cookie_name()}={cookie}"})).status_code == 303


async def test_a_hostile_name_is_only_a_name(client: httpx2.AsyncClient) -> None:
    found = Rows((await _get(client, "claire@exemple.fr")).text)
    assert {"img", "script"}.isdisjoint(found.tags)
    assert _HOSTILE in found.text


@pytest.mark.parametrize(("path", "sees"), [("/en?show=hidden", []), ("/en?show=active", ["vigie"]), ("/en?show=%3Cimg%3E", ["vigie"])])
async def test_the_filter_of_the_address_chooses_the_rows(client: httpx2.AsyncClient, path: str, sees: list[str]) -> None:
    answer = await _get(client, "claire@exemple.fr", path)
    assert (Rows(answer.text).products, "<img" in answer.text) == (sees, False)
    assert "Export as CSV" in answer.text


async def test_the_page_leaves_compressed_where_the_browser_takes_that(client: httpx2.AsyncClient) -> None:
    async with client.stream("GET", "/fr", headers={"cookie": await _cookie(), "accept-encoding": "br, gzip"}) as answer:
        packed = b"".join([part async for part in answer.aiter_raw()])
    assert Rows(gzip.decompress(packed).decode()).products == ["vigie"]
    assert "content-encoding" not in (await client.get("/fr", headers={"cookie": await _cookie(), "accept-encoding": "identity"})).headers


async def test_a_page_whose_rows_cannot_be_read_goes_out_as_it_was_built(client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_arguments: Any) -> Any:
        raise OSError

    monkeypatch.setattr(first_view, "read", fail)
    assert (await _get(client, "claire@exemple.fr")).text == "<main><div>bones</div></main>"


@pytest.mark.parametrize("path", ["/fr/alerts", "/fr.html"])
async def test_other_pages_pass(client: httpx2.AsyncClient, path: str) -> None:
    assert (await _get(client, "claire@exemple.fr", path)).text == "as built"


@pytest.mark.usefixtures("client")
async def test_the_operator_may_do_without(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "first_rows", False)
    async with _browser(portal) as other:
        assert (await _get(other, "claire@exemple.fr")).text == "as built"


async def test_components_that_cannot_be_written_leave_the_pages_as_they_were_built(portal: Path) -> None:
    def fail() -> Any:
        raise ValueError

    async with _browser(portal, fail) as other:
        assert (await _get(other, "claire@exemple.fr")).text == "as built"


async def test_no_more_rows_than_a_screen_shows(client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_view, "AT_MOST", 1)
    await load(license_("153-3", product="archivo"))
    assert len(Rows((await _get(client, "claire@exemple.fr")).text).products) == 1


async def _cookie() -> str:
    claims = {"sub": "c", "email": "claire@exemple.fr", "email_verified": True}
    return f"{cookie_name()}={await logins.start('test', claims, '')}"
