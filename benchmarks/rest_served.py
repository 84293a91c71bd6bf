"""How many things a second another system writes through the served portal, while what each leads to is sent, or tried in vain."""

import json
import sqlite3
from collections.abc import Callable
from urllib.parse import urlsplit

from benchmarks import served
from monproduit.services import api_tokens, webhook_endpoints
from monproduit.services.access import Actor

_SECONDS, _MANY = 10, 32
_SAM = Actor(0, "sam@editeur.fr", "Sam", "Europe/Paris", "fr", is_staff=True)
_KIND = "service_request.created"
_LINE = {"product": "archivo", "created_by": "claire@exemple.fr", "title": "Échec d’archivage", "severity": 3, "status": "in_progress"}
_DATES = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}


def run() -> None:
    """Write new service requests over few connections and over many; the webhook that is told of each is at a port where nobody listens."""
    for connections in (served.CONNECTIONS, _MANY):
        _measure(connections)


def _measure(connections: int) -> None:
    with served.portal(WEBHOOKS_PRIVATE="true") as server:
        token = server.run(lambda: api_tokens.create("bench"))
        server.run(lambda: webhook_endpoints.add(_SAM, "nobody", "https://127.0.0.1:9/", [_KIND]))
        before = served.processor_seconds(server)
        rate, _head = served.ask(server.origin, 201, _SECONDS, _request(server.origin, token), connections)
        spent = served.processor_seconds(server) - before
        with sqlite3.connect(server.folder / "monproduit.db") as database:
            ((rows, tries),) = database.execute("SELECT count(*), sum(attempts) FROM outbox_message WHERE kind = ? AND key LIKE '%BENCH%'", (_KIND,))
    assert rows >= rate * _SECONDS * 0.9
    told = f"{rate:,.0f} writes a second over HTTP with {connections} connections, each with an outbox row (150 or better)"
    cost = f"{spent / rows * 1000:.1f} ms of processor each"
    print(f"served: {told}, {cost}; meanwhile {tries / _SECONDS:,.0f} deliveries a second were tried at a closed port")


def _request(origin: str, token: str) -> Callable[[int], bytes]:
    body = json.dumps(_LINE | _DATES).encode()
    fields = f"Host: {urlsplit(origin).netloc}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"

    def request(number: int) -> bytes:
        head = f"PUT /api/v1/service_requests/BENCH-{number} HTTP/1.1\r\n{fields}\r\nIdempotency-Key: {number}\r\n\r\n"
        return head.encode() + body

    return request
