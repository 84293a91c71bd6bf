"""How many things a second another system writes through the REST door, each with an outbox row."""

import asyncio
import time
from collections.abc import Iterator

import httpx2
from sqlalchemy import func, select
from sqlmodel import col

from benchmarks.worlds import customer, load
from monproduit.core.database import reading
from monproduit.endpoints.application import plain_http
from monproduit.models import OutboxMessage
from monproduit.services import api_tokens, webhook_endpoints
from monproduit.services.access import Actor

_WRITES = 1500
_AT_ONCE = 8
_SAM = Actor(0, "sam@editeur.fr", "Sam", "Europe/Paris", "fr", is_staff=True)
_LINE = {
    "product": "p0",
    "created_by": "claire@exemple.fr",
    "title": "Échec d’archivage",
    "severity": 3,
    "status": "in_progress",
    "created_at": "2026-11-20T09:00:00Z",
    "updated_at": "2026-11-20T09:00:00Z",
}


async def run() -> None:
    """Write new service requests, eight at once; a webhook is to be told of each."""
    await load(customer(1, 1))
    await webhook_endpoints.add(_SAM, "crm", "https://crm.example/", ["service_request.created"])
    headers = {"authorization": f"Bearer {await api_tokens.create('bench')}"}
    transport = httpx2.ASGITransport(plain_http(None, ""))
    numbers = iter(range(_WRITES))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost/api/v1", headers=headers, timeout=60) as system:
        begun = time.perf_counter()
        await asyncio.gather(*(_write(system, numbers) for _ in range(_AT_ONCE)))
        seconds = time.perf_counter() - begun
    async with reading() as session:
        rows = await session.scalar(select(func.count()).where(col(OutboxMessage.kind) == "service_request.created"))
    assert rows == _WRITES
    print(f"{_WRITES / seconds:,.0f} writes a second through the REST door, each with an outbox row (150 or better)")


async def _write(system: httpx2.AsyncClient, numbers: Iterator[int]) -> None:
    for number in numbers:
        answer = await system.put(f"/service_requests/SR-{number}", json=_LINE, headers={"idempotency-key": str(number)})
        assert answer.status_code == 201, answer.text
