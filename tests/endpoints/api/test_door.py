"""Who enters: a token and no cookie, with its scopes, at its rate, until it is revoked."""

from datetime import timedelta

import httpx2
import pytest
import time_machine

from monproduit.core import clock, settings
from monproduit.endpoints.api.door import WRONG_PER_MINUTE
from monproduit.endpoints.gate import cookie_name
from monproduit.services import api_tokens, logins
from tests.endpoints.api.conftest import client

pytestmark = pytest.mark.usefixtures("api")


async def test_a_cookie_opens_nothing() -> None:
    cookie = await logins.start("test", {"sub": "claire", "email": "claire@exemple.fr", "email_verified": True}, "")
    async with client(cookie=f"{cookie_name()}={cookie}") as visitor:
        for answer in (await visitor.get("/products"), await visitor.put("/products/x", json={"name": "X"})):
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
            assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer mp_wrong", "Basic bXA6", "mp_wrong", "Bearer é"])
async def test_what_is_not_a_token_opens_nothing(header: str) -> None:
    async with client() as stranger:
        assert (await stranger.get("/products", headers={"authorization": header.encode()})).status_code == 401


@pytest.mark.parametrize(("scope", "allowed"), [("read", (200, 403, 403)), ("write", (403, 201, 403)), ("import", (403, 403, 200))])
async def test_a_scope_opens_its_own(scope: str, allowed: tuple[int, int, int]) -> None:
    async with client(await api_tokens.create(scope, [scope])) as system:
        read = await system.get("/products")
        written = await system.put("/products/zeta", json={"name": "Zeta"})
        imported = await system.post("/import", content=b"", headers={"content-type": "application/x-ndjson"})
    assert (read.status_code, written.status_code, imported.status_code) == allowed


async def test_a_scope_that_lacks_is_named_as_it_is_given() -> None:
    async with client(await api_tokens.create("reader", ["read"])) as system:
        refused = await system.put("/products/zeta", json={"name": "Zeta"})
    assert refused.json()["detail"] == "The token 'reader' lacks the scope 'write'. Make another token that has it."


async def test_a_revoked_token_ends_at_its_next_request(api: httpx2.AsyncClient) -> None:
    assert (await api.get("/products")).status_code == 200
    await api_tokens.revoke("crm")
    assert (await api.get("/products")).status_code == 401


async def test_a_token_ends_with_its_days() -> None:
    async with client(await api_tokens.create("short", days=1)) as system:
        assert (await system.get("/products")).status_code == 200
        with time_machine.travel(clock.now() + timedelta(days=1, seconds=1)):
            assert (await system.get("/products")).status_code == 401


async def test_too_many_requests_are_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.settings(), "api_per_minute", 3)
    async with client(await api_tokens.create("busy")) as system:
        answers = [await system.get("/products") for _ in range(5)]
        async with client(await api_tokens.create("calm")) as other:
            assert (await other.get("/products")).status_code == 200
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 121


async def test_wrong_tokens_from_one_address_are_told_to_wait_while_right_ones_pass() -> None:
    async with client("mp_wrong", address="192.0.2.1") as guesser:
        answers = [await guesser.get("/products") for _ in range(WRONG_PER_MINUTE + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {401}
    last = answers[-1]
    assert (last.status_code, last.headers["content-type"], last.json()["status"]) == (429, "application/problem+json", 429)
    assert 0 < int(last.headers["retry-after"]) <= 121
    right = await api_tokens.create("right")
    for token, address, status in (("mp_wrong", "192.0.2.2", 401), (right, "192.0.2.2", 200), (right, "192.0.2.1", 200), ("", "192.0.2.1", 401)):
        async with client(token, address=address) as other:
            assert (await other.get("/products")).status_code == status


async def test_a_body_is_no_larger_than_allowed(api: httpx2.AsyncClient) -> None:
    answer = await api.put("/alerts/a", json={"body": "x" * 1_100_000})
    assert (answer.status_code, "/import" in answer.json()["detail"]) == (413, True)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_another_type_of_content_is_refused(api: httpx2.AsyncClient, kind: str) -> None:
    headers = {"content-type": kind} if kind else {}
    assert (await api.put("/products/x", content=b'{"name":"X"}', headers=headers)).status_code == 415
    assert (await api.post("/import", content=b"{}", headers=headers)).status_code == 415


async def test_the_description_and_its_page_need_no_token_and_load_nothing() -> None:
    async with client() as stranger:
        described, page = await stranger.get("/openapi.json"), await stranger.get("/docs")
    assert described.json()["openapi"].startswith("3.1")
    assert "<script" not in page.text
    assert not [part for part in page.text.split('src="')[1:] if not part.startswith("/")]
    assert 'rel="stylesheet" href="/app.css"' in page.text


async def test_the_last_use_is_noted_once_a_minute(api: httpx2.AsyncClient) -> None:
    await api.get("/products")
    (first,) = await api_tokens.live()
    await api.get("/products")
    (second,) = await api_tokens.live()
    assert first.last_used_at == second.last_used_at
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        await api.get("/products")
        (third,) = await api_tokens.live()
    assert first.last_used_at
    assert third.last_used_at
    assert third.last_used_at > first.last_used_at
