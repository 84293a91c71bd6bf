"""How many things a second another system writes through the REST door, each with an outbox row."""

import asyncio
import json
import time
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlmodel import col
from starlette.types import ASGIApp, Message

from benchmarks import bare
from benchmarks.worlds import customer, load
from monproduit.core.database import reading
from monproduit.endpoints.application import plain_http
from monproduit.models import OutboxMessage
from monproduit.services import api_tokens, webhook_endpoints
from monproduit.services.access import Actor

_WRITES, _AT_ONCE = 1500, 8
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
_BODY = json.dumps(_LINE).encode()


async def run() -> None:
    """Write new service requests, eight at once; a webhook is to be told of each. Then send the same to a route that writes nothing."""
    await load(customer(1, 1))
    await webhook_endpoints.add(_SAM, "crm", "https://crm.example/", ["service_request.created"])
    headers = {"authorization": f"Bearer {await api_tokens.create('bench')}", "content-type": "application/json"}
    rate = await _rate(plain_http(None, ""), headers)
    async with reading() as session:
        rows = await session.scalar(select(func.count()).where(col(OutboxMessage.kind) == "service_request.created"))
    assert rows == _WRITES
    least = await _rate(bare.app, headers)
    told = f"{rate:,.0f} writes a second through the REST door, each with an outbox row (150 or better)"
    print(f"{told}; a route that only reads and checks them: {least:,.0f}, {least / rate:.1f} times that")


async def _rate(app: ASGIApp, headers: dict[str, str]) -> float:
    """Return how many writes an app takes a second, asked without a network or a client's work."""
    numbers = iter(range(_WRITES))
    begun = time.perf_counter()
    await asyncio.gather(*(_write(app, headers, numbers) for _ in range(_AT_ONCE)))
    return _WRITES / (time.perf_counter() - begun)


async def _write(app: ASGIApp, headers: dict[str, str], numbers: Iterator[int]) -> None:
    for number in numbers:
        path, sent = f"/api/v1/service_requests/SR-{number}", [{"type": "http.request", "body": _BODY, "more_body": False}]
        fields = [(name.encode(), value.encode()) for name, value in (headers | {"idempotency-key": str(number)}).items()]
        known = {"type": "http", "http_version": "1.1", "method": "PUT", "scheme": "http", "root_path": "", "query_string": b"", "headers": fields}
        answers: list[Message] = []

        async def receive(waiting: list[Message] = sent) -> Message:
            return waiting.pop()

        async def send(message: Message, heard: list[Message] = answers) -> None:
            heard.append(message)

        await app({**known, "path": path, "raw_path": path.encode(), "server": ("localhost", 80), "client": None}, receive, send)
        assert answers[0]["status"] == 201, answers
