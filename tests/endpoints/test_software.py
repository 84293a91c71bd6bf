"""Files over HTTP: links, parts, names, refusals."""

import asyncio
import hashlib
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
import time_machine
from sqlalchemy import func, select

from monproduit.core.database import reading
from monproduit.endpoints.application import plain_http
from monproduit.endpoints.gate import cookie_name
from monproduit.endpoints.ranges import attachment, is_satisfiable
from monproduit.models import Download, ReleaseFile
from monproduit.services import logins
from tests.services.test_software import CLAIRE, LEA, NOON, NORA, file, release
from tests.world import PEOPLE, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CONTENT = bytes(range(256)) * 1000
HASH = hashlib.sha256(CONTENT).hexdigest()
NAME = 'Vigie é" 7.2; 100%.zip'


@pytest.fixture
async def number(portal: Path) -> int:
    """Publish a file, and return its number."""
    (portal / "files").mkdir()
    (portal / "files" / "v.zip").write_bytes(CONTENT)
    await load(*PEOPLE, license_("100-1", renewal_date="2027-01-01"), release("7.2", "2026-01-01"))
    await load(file("7.2", NAME, source="v.zip", size=len(CONTENT), sha256=HASH))
    async with reading() as session:
        return (await session.execute(select(ReleaseFile.id))).scalar_one()


async def _cookie(email: str) -> dict[str, str]:
    return {"cookie": f"{cookie_name()}={await logins.start('test', {'sub': email, 'email': email, 'email_verified': True}, '')}"}


async def _send(address: str, method: str = "GET", **headers: str) -> httpx2.Response:
    transport = httpx2.ASGITransport(app=plain_http(None, ""))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:3000") as client:
        return await client.request(method, address, headers=headers)


async def _link(number: int, **cookie: str) -> str:
    answer = await _send(f"/files/software/{number}", **cookie)
    assert answer.status_code == 307, answer.text
    return answer.headers["location"]


async def _downloads() -> int:
    async with reading() as session:
        return (await session.execute(select(func.count()).select_from(Download))).scalar_one()


async def test_a_click_makes_a_link_and_the_link_gives_the_file_once_written(number: int) -> None:
    claire = await _cookie(CLAIRE)
    address = await _link(number, **claire)
    assert await _downloads() == 0
    answer = await _send(address, **claire)
    assert (answer.status_code, hashlib.sha256(answer.content).hexdigest()) == (200, HASH)
    assert (answer.headers["etag"], answer.headers["accept-ranges"]) == (f'"{HASH}"', "bytes")
    expected = "attachment; filename=\"Vigie____7.2__100_.zip\"; filename*=UTF-8''Vigie%20%C3%A9%22%207.2%3B%20100%25.zip"
    assert (answer.headers["content-disposition"], answer.headers["content-type"]) == (expected, "application/octet-stream")
    assert await _downloads() == 1


async def test_a_download_that_was_cut_goes_on_and_is_the_same(number: int) -> None:
    claire = await _cookie(CLAIRE)
    address = await _link(number, **claire)
    first = await _send(address, range="bytes=0-99999", **claire)
    rest = await _send(address, range="bytes=100000-", **{"if-range": first.headers["etag"]}, **claire)
    assert (first.status_code, rest.status_code) == (206, 206)
    assert rest.headers["content-range"] == f"bytes 100000-{len(CONTENT) - 1}/{len(CONTENT)}"
    assert hashlib.sha256(first.content + rest.content).hexdigest() == HASH
    assert await _downloads() == 1


async def test_a_part_of_another_file_is_not_mixed_in(number: int) -> None:
    claire = await _cookie(CLAIRE)
    answer = await _send(await _link(number, **claire), range="bytes=100-", **{"if-range": '"other"'}, **claire)
    assert (answer.status_code, len(answer.content)) == (200, len(CONTENT))


@pytest.mark.parametrize(
    "wrong",
    ["bytes=256000-", "bytes=999999-1000000", "bytes=-0", "bytes=5-2", "bytes=a-b", "bytes=", "bytes=--1", "bytes=0-1,900000-", f"bytes={'9' * 40}-"],
)
async def test_a_wrong_range_is_answered_with_the_size_and_not_written(number: int, wrong: str) -> None:
    claire = await _cookie(CLAIRE)
    answer = await _send(await _link(number, **claire), range=wrong, **claire)
    assert (answer.status_code, answer.headers["content-range"], answer.content) == (416, "bytes */256000", b"")
    assert await _downloads() == 0


@pytest.mark.parametrize(
    ("asked", "status", "length"), [("bytes=-100", 206, 100), ("bytes=0-0", 206, 1), ("bytes=255999-999999", 206, 1), ("lines=1-2", 200, 256000)]
)
async def test_other_ranges_are_served_as_they_should_be(number: int, asked: str, status: int, length: int) -> None:
    claire = await _cookie(CLAIRE)
    answer = await _send(await _link(number, **claire), range=asked, **claire)
    assert (answer.status_code, len(answer.content)) == (status, length)


async def test_asking_for_the_head_writes_nothing(number: int) -> None:
    claire = await _cookie(CLAIRE)
    answer = await _send(await _link(number, **claire), "HEAD", **claire)
    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, "256000", b"")
    assert await _downloads() == 0


async def test_eight_parts_at_once_are_one_download(number: int) -> None:
    claire = await _cookie(CLAIRE)
    address, size = await _link(number, **claire), len(CONTENT) // 8
    parts = [_send(address, range=f"bytes={place * size}-{(place + 1) * size - 1}", **claire) for place in range(8)]
    assert hashlib.sha256(b"".join([answer.content for answer in await asyncio.gather(*parts)])).hexdigest() == HASH
    assert await _downloads() == 1


async def test_an_old_link_leads_its_own_login_to_a_new_one_and_nobody_else(number: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        claire, other = await _cookie(CLAIRE), await _cookie(CLAIRE)
        address = await _link(number, **claire)
        assert (await _send(address, **other)).status_code == 404
        assert (await _send(address, **await _cookie(NORA))).status_code == 404
        await _send(address, range="bytes=0-9", **claire)
        clock.shift(timedelta(minutes=20))
        renewed = await _send(address, range="bytes=10-", **claire)
        assert (renewed.status_code, await _downloads()) == (307, 1)
        assert (await _send(renewed.headers["location"], range="bytes=10-", **claire)).status_code == 206
        assert await _downloads() == 1
        clock.shift(timedelta(days=1))
        fresh = await _cookie(CLAIRE)
        assert (await _send(address, **fresh)).status_code == 404


async def test_the_right_is_asked_again_when_the_file_is_fetched(number: int) -> None:
    claire = await _cookie(CLAIRE)
    address = await _link(number, **claire)
    await load(license_("100-1", renewal_date="2025-12-31"))
    answer = await _send(address, **claire)
    assert (answer.status_code, await _downloads()) == (403, 0)
    assert "après la fin de votre maintenance" in answer.text
    assert "/fr/downloads" in answer.text


@pytest.mark.parametrize(("email", "status"), [(NORA, 404), (LEA, 403)])
async def test_who_may_not_gets_an_answer_in_words_and_no_link(number: int, email: str, status: int) -> None:
    answer = await _send(f"/files/software/{number}?lang=en", **await _cookie(email))
    assert (answer.status_code, "This download is not possible" in answer.text, "location" in answer.headers) == (status, True, False)
    assert "Vigie" not in answer.text or status == 403


async def test_nobody_is_led_to_sign_in_and_another_site_gets_nothing(number: int) -> None:
    for address in (f"/files/software/{number}", "/files/software/forged/v.zip"):
        assert (await _send(address)).headers["location"] == "/auth/login?next=/fr/downloads"
    answer = await _send(f"/files/software/{number}", **{"sec-fetch-site": "cross-site"}, **await _cookie(CLAIRE))
    assert (answer.status_code, await _downloads()) == (404, 0)


async def test_a_file_elsewhere_is_led_to_and_written(number: int) -> None:
    await load(file("7.2", NAME, source="https://fichiers.editeur.example/v.zip"))
    claire = await _cookie(CLAIRE)
    answer = await _send(await _link(number, **claire), **claire)
    assert (answer.status_code, answer.headers["location"]) == (302, "https://fichiers.editeur.example/v.zip")
    assert await _downloads() == 1


async def test_a_file_that_is_gone_says_so(number: int, portal: Path) -> None:
    claire = await _cookie(CLAIRE)
    address = await _link(number, **claire)
    (portal / "files" / "v.zip").unlink()
    answer = await _send(address, **claire)
    assert (answer.status_code, "pas disponible" in answer.text) == (404, True)


@pytest.mark.parametrize("name", ["a\r\nset-cookie: x=1", "../../etc/passwd", '"; filename=x', "x" * 300, "日本語.exe"])
def test_no_name_breaks_out_of_its_header(name: str) -> None:
    value = attachment(name)
    assert value.isascii()
    assert value.isprintable()
    assert value.count('"') == 2
    assert "/" not in value


def test_an_empty_file_has_no_parts() -> None:
    assert not is_satisfiable("bytes=0-", 0)
    assert not is_satisfiable("bytes=-1", 0)
    assert is_satisfiable("", 0)
