"""Files of documents and videos: for whoever is signed in, in parts, and never from outside the data folder."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from monproduit.endpoints.application import plain_http
from monproduit.endpoints.gate import cookie_name
from monproduit.services import logins
from tests.world import PEOPLE, Line, load

pytestmark = pytest.mark.usefixtures("portal")


def _line(kind: str, key: str, source: str) -> Line:
    about: dict[str, Any] = {"product": "vigie"} if kind == "document" else {"products": []}
    return {"type": kind, "key": key, "title": key, "source": source, **about}


@pytest.fixture
async def client(portal: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser before the portal, with a document, a page that pretends to be one, and a video."""
    (portal / "shelf").mkdir()
    for name in ("guide.pdf", "evil.html", "film.mp4"):
        (portal / "shelf" / name).write_bytes(b"0123456789")
    await load(
        *PEOPLE, _line("document", "guide", "shelf/guide.pdf"), _line("document", "evil", "shelf/evil.html"), _line("video", "film", "shelf/film.mp4")
    )
    await load(_line("document", "gone", "shelf/gone.pdf"), _line("document", "outside", "shelf/../../../../etc/hostname"))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=plain_http(None, "")), base_url="http://localhost:3000") as made:
        yield made


async def _get(client: httpx2.AsyncClient, path: str, **headers: str) -> httpx2.Response:
    claims = {"sub": "c", "email": "claire@exemple.fr", "email_verified": True}
    cookie = f"{cookie_name()}={await logins.start('test', claims, '')}"
    return await client.get(path, headers={"cookie": cookie, **headers})


async def test_a_document_is_taken_away_and_never_shown_as_a_page(client: httpx2.AsyncClient) -> None:
    for key, name in (("guide", "guide.pdf"), ("evil", "evil.html")):
        answer = await _get(client, f"/files/documents/{key}")
        assert (answer.status_code, answer.content) == (200, b"0123456789")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


async def test_a_video_plays_from_any_place(client: httpx2.AsyncClient) -> None:
    answer = await _get(client, "/files/videos/film", range="bytes=4-6")
    assert (answer.status_code, answer.content, answer.headers["content-range"]) == (206, b"456", "bytes 4-6/10")
    assert answer.headers["content-type"] == "video/mp4"
    assert (await _get(client, "/files/videos/film", range="bytes=90-")).status_code == 416


@pytest.mark.parametrize(
    "path", ["documents/gone", "documents/outside", "documents/unknown", "documents/film", "videos/guide", "documents/..%2f..%2fetc"]
)
async def test_what_is_not_there_is_not_there(client: httpx2.AsyncClient, path: str) -> None:
    assert (await _get(client, f"/files/{path}")).status_code == 404


async def test_nobody_gets_nothing(client: httpx2.AsyncClient) -> None:
    for path in ("/files/documents/guide", "/files/videos/film"):
        answer = await client.get(path)
        assert b"0123456789" not in answer.content
        assert answer.status_code != 200
