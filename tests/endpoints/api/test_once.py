"""A request with an idempotency key is done once: repeated, contradicted, and concurrent."""

import asyncio
from datetime import timedelta

import httpx2
import pytest
import time_machine

from monproduit.core import clock
from monproduit.services import api_tokens, idempotency
from monproduit.services.idempotency import Answer, Ask
from tests.endpoints.api.conftest import client
from tests.endpoints.api.test_things import changes

KEY = {"idempotency-key": "k-1"}


async def test_the_same_request_is_answered_as_before_and_not_done_again(api: httpx2.AsyncClient) -> None:
    made = await api.put("/products/zeta", json={"name": "Zeta"}, headers=KEY)
    await api.put("/products/zeta", json={"name": "Autre"})
    before = await changes()
    again = await api.put("/products/zeta", json={"name": "Zeta"}, headers=KEY)
    assert (again.status_code, again.json(), again.headers["idempotency-replayed"]) == (201, made.json(), "true")
    assert ("idempotency-replayed" in made.headers, await changes()) == (False, before)
    assert (await api.get("/products/zeta")).json()["name"] == "Autre"


async def test_a_removal_and_an_import_are_repeated_too(api: httpx2.AsyncClient) -> None:
    removals = [await api.delete("/memberships/lyon/lea@exemple.fr/license_user", headers=KEY) for _ in range(2)]
    assert [answer.status_code for answer in removals] == [204, 204]
    lines = {"content": b'{"type":"product","slug":"x","name":"X"}', "headers": {"idempotency-key": "k-2", "content-type": "application/x-ndjson"}}
    imports = [await api.post("/import", **lines) for _ in range(2)]
    assert [answer.json()["created"] for answer in imports] == [1, 1]


@pytest.mark.parametrize(("path", "name"), [("/products/zeta", "Autre"), ("/products/eta", "Zeta")])
async def test_another_request_with_the_key_is_refused(api: httpx2.AsyncClient, path: str, name: str) -> None:
    await api.put("/products/zeta", json={"name": "Zeta"}, headers=KEY)
    answer = await api.put(path, json={"name": name}, headers=KEY)
    assert (answer.status_code, "key of its own" in answer.json()["detail"]) == (422, True)


async def test_what_failed_may_be_sent_again(api: httpx2.AsyncClient) -> None:
    assert (await api.put("/licenses/153-1", json={"product": "zeta"}, headers=KEY)).status_code == 422
    await api.put("/products/zeta", json={"name": "Zeta"})
    assert (await api.put("/licenses/153-1", json={"product": "zeta"}, headers=KEY)).status_code == 201


async def test_a_key_belongs_to_one_token_and_lasts_a_day(api: httpx2.AsyncClient) -> None:
    await api.put("/products/zeta", json={"name": "Zeta"}, headers=KEY)
    async with client(await api_tokens.create("erp")) as other:
        assert (await other.put("/products/zeta", json={"name": "Autre"}, headers=KEY)).json()["name"] == "Autre"
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert (await api.put("/products/zeta", json={"name": "Encore"}, headers=KEY)).json()["name"] == "Encore"


async def test_old_answers_are_forgotten(api: httpx2.AsyncClient) -> None:
    await api.put("/products/zeta", json={"name": "Zeta"}, headers=KEY)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        await idempotency.forget_old()
    assert "idempotency-replayed" not in (await api.put("/products/zeta", json={"name": "Zeta"}, headers=KEY)).headers


async def test_eight_at_once_make_one(api: httpx2.AsyncClient) -> None:
    asked = (api.put("/products/zeta", json={"name": "Zeta"}, headers=KEY) for _ in range(8))
    statuses = [answer.status_code for answer in await asyncio.gather(*asked)]
    assert set(statuses) <= {201, 409}
    assert 201 in statuses


async def test_one_that_is_under_way_is_not_begun_twice(api: httpx2.AsyncClient) -> None:  # noqa: ARG001 (the world)
    begun, free = asyncio.Event(), asyncio.Event()

    async def slow(_session: object) -> Answer:
        begun.set()
        await free.wait()
        return Answer(200, "{}")

    ask = Ask(1, "k", "f")
    first = asyncio.create_task(idempotency.once(ask, slow))  # type: ignore[arg-type]
    await begun.wait()
    from monproduit.core.errors import PortalError

    with pytest.raises(PortalError, match="key_under_way"):
        await idempotency.once(ask, slow)  # type: ignore[arg-type]
    free.set()
    assert (await first).status == 200
    assert (await idempotency.once(ask, slow)).is_repeated  # type: ignore[arg-type]
