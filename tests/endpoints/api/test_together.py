"""Writes at once go together: each is answered, kept and told of as if it had come alone."""

import asyncio
import json

import httpx2
import pytest
from sqlalchemy import func, select

from monproduit.core.database import engine, reading
from monproduit.models import OutboxMessage, Product
from monproduit.services import webhook_endpoints
from monproduit.services.access import Actor
from monproduit.services.data import together
from monproduit.services.data.together import Write
from monproduit.services.idempotency import Answer, Ask

SAM = Actor(0, "sam@editeur.fr", "Sam", "Europe/Paris", "fr", is_staff=True)
REQUEST = {"product": "vigie", "created_by": "claire@exemple.fr", "title": "Panne", "severity": 3, "status": "new"}
MOMENTS = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}


async def _put(api: httpx2.AsyncClient, paths: list[str], key: str = "") -> list[httpx2.Response]:
    asked = (api.put(path, json={"name": path}, headers={"idempotency-key": f"{key}{path}"} if key else {}) for path in paths)
    return await asyncio.gather(*asked)


async def test_new_and_known_things_are_told_apart(api: httpx2.AsyncClient) -> None:
    await _put(api, ["/products/a-1", "/products/a-3"])
    answers = await _put(api, [f"/products/a-{place}" for place in range(1, 5)])
    assert [answer.status_code for answer in answers] == [200, 201, 200, 201]
    assert [answer.json()["slug"] for answer in answers] == ["a-1", "a-2", "a-3", "a-4"]


async def test_who_is_wrong_is_refused_alone(api: httpx2.AsyncClient) -> None:
    lines = [{**REQUEST, **MOMENTS, "product": product} for product in ("archivo", "nirgends", "archivo")]
    await api.put("/products/archivo", json={"name": "Archivo"})
    answers = await asyncio.gather(*(api.put(f"/service_requests/T-{place}", json=line) for place, line in enumerate(lines)))
    assert [answer.status_code for answer in answers] == [201, 422, 201]
    assert "nirgends" in answers[1].json()["errors"][0]["message"]


async def test_repeated_keys_are_answered_as_before(api: httpx2.AsyncClient) -> None:
    await _put(api, ["/products/b-1"], "k")
    answers = await _put(api, ["/products/b-1", "/products/b-2"], "k")
    assert [(answer.status_code, "idempotency-replayed" in answer.headers) for answer in answers] == [(201, True), (201, False)]
    again = await _put(api, ["/products/b-1", "/products/b-2"], "k")
    assert all("idempotency-replayed" in answer.headers for answer in again)


async def test_one_thing_twice_ends_as_one_of_both_said(api: httpx2.AsyncClient) -> None:
    answers = await asyncio.gather(*(api.put("/products/c-1", json={"name": name}) for name in ("Un", "Deux")))
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    async with reading() as session:
        assert await session.scalar(select(func.count()).select_from(Product).where(Product.slug == "c-1")) == 1


async def test_each_has_its_outbox_row(api: httpx2.AsyncClient) -> None:
    await webhook_endpoints.add(SAM, "crm", "https://crm.example/", ["service_request.created"])
    await api.put("/products/vigie", json={"name": "Vigie"})
    await asyncio.gather(*(api.put(f"/service_requests/U-{place}", json={**REQUEST, **MOMENTS}) for place in range(20)))
    async with reading() as session:
        assert await session.scalar(select(func.count()).select_from(OutboxMessage)) == 20


async def test_who_waits_shares_a_transaction(api: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 (the world)
    if engine().dialect.name != "sqlite":
        pytest.skip("writers do not wait for one another")
    sizes, whole = list[int](), together._all

    async def counted(writes: list[Write]) -> list[Answer]:
        sizes.append(len(writes))
        return await whole(writes)

    monkeypatch.setattr(together, "_all", counted)
    writes = [
        Write(Ask(1, "", str(place)), "product", {"slug": f"d-{place}"}, json.dumps({"type": "product", "slug": f"d-{place}", "name": "D"}).encode())
        for place in range(8)
    ]
    answers = await asyncio.gather(*(together.put(write) for write in writes))
    assert ({answer.status for answer in answers}, max(sizes)) == ({201}, 7)
