"""Traces tell what was done and how long it took, never who or what it was about."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from monproduit.core import database, logs, tracing
from monproduit.core.database import reading, writing
from monproduit.core.errors import SendError
from monproduit.endpoints.application import noted, plain_http
from monproduit.endpoints.gate import Gate
from monproduit.services import api_tokens, outbox
from monproduit.services.outbox import Message
from monproduit.services.outbox_notes import Outcome
from monproduit.state.timing import timed
from tests.office import claim, pass_on
from tests.world import PEOPLE, load

_CANARIES = ("claire", "exemple.fr", "canari", "Bearer")


class Spans(InMemorySpanExporter):
    """What was handed to a collector."""

    def named(self, name: str) -> ReadableSpan:
        """Return the one span of this name."""
        (found,) = [one for one in self.get_finished_spans() if one.name == name]
        return found

    def inside(self, name: str) -> list[str]:
        """Return the names of what happened in a span."""
        around = self.named(name).context.span_id
        return [one.name for one in self.get_finished_spans() if one.parent and one.parent.span_id == around]


@pytest.fixture
async def spans(portal: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Spans]:
    assert portal
    await load(*PEOPLE)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318")
    await database.engine().dispose()
    database.engine.cache_clear()
    kept = Spans()
    tracing.begin(SimpleSpanProcessor(kept))
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", tracing._Tracing.provider)  # as another library might set it
    yield kept
    tracing.end()
    await database.engine().dispose()


async def _ask(path: str, **headers: str) -> httpx2.Response:
    plain = plain_http(None, "")
    transport = httpx2.ASGITransport(noted(plain)(Gate(plain, Path("none"))))  # type: ignore[arg-type]
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:3000", headers=headers) as client:
        return await client.get(path)


async def test_a_request_is_traced_by_its_shape_with_the_id_of_the_log_and_what_the_database_did(spans: Spans) -> None:
    token = await api_tokens.create("crm")
    answer = await _ask("/api/v1/users/claire@exemple.fr?canari=1", authorization=f"Bearer {token}")
    made = spans.named("GET /api/v1/users/*")
    assert (made.kind, made.status.status_code) == (SpanKind.SERVER, StatusCode.UNSET)
    assert dict(made.attributes or {}) == {
        "monproduit.id": answer.headers["x-request-id"],
        "http.request.method": "GET",
        "http.route": "/api/v1/users/*",
        "http.response.status_code": 200,
    }
    assert "SELECT person" in spans.inside(made.name)


async def test_nothing_of_people_keys_and_queries_is_in_a_trace(spans: Spans) -> None:
    token = await api_tokens.create("canari")
    await _ask("/api/v1/users/claire@exemple.fr?canari=1", authorization=f"Bearer {token}", traceparent=f"00-{'c' * 32}-{'c' * 16}-01")
    await _ask("/feeds/canari/all.rss", cookie="monproduit=canari")
    async with writing() as session:
        await outbox.put(session, Message("mail", "claire canari", recipient="claire@exemple.fr"))
    await _deliver(SendError("claire@exemple.fr is unknown", is_permanent=True))
    with pytest.raises(ValueError, match="canari"):
        await timed(_failing)("canari")
    with pytest.raises(OperationalError):
        await timed(_asking_wrongly)()
    told = "\n".join(one.to_json() for one in spans.get_finished_spans())
    assert told.count("trace_id") > 8
    assert [word for word in (*_CANARIES, token, "c" * 16) if word in told] == []


async def _failing(what: str) -> None:
    async with reading() as session:
        await session.execute(text("SELECT id FROM person WHERE name = :name AND email <> 'claire@exemple.fr'"), {"name": what})
    raise ValueError(what)


async def _asking_wrongly() -> None:
    async with reading() as session:
        await session.execute(text("SELECT canari FROM person WHERE email = 'claire@exemple.fr'"))


async def test_an_event_is_traced_by_its_handler(spans: Spans) -> None:
    with logs.naming() as name, pytest.raises(ValueError, match="Zoé"):
        await timed(_failing)("Zoé")
    made = spans.named("_failing")
    assert (made.status.status_code, made.events) == (StatusCode.ERROR, ())
    assert dict(made.attributes or {}) == {"monproduit.id": name, "error.type": "ValueError"}
    assert spans.inside("_failing") == ["SELECT person"]


async def test_what_a_handler_does_between_its_steps_is_inside_and_what_follows_is_not(spans: Spans) -> None:
    async def stepping() -> AsyncIterator[int]:
        for step in range(2):
            await _count()
            yield step

    async for _step in timed(stepping)():
        pass
    await _count()
    assert spans.inside(stepping.__qualname__) == ["SELECT person"] * 2
    assert len(spans.get_finished_spans()) == 3


async def _count() -> None:
    async with reading() as session:
        await session.execute(text("SELECT count(*) FROM person"))


async def test_a_query_that_fails_is_seen(spans: Spans) -> None:
    with pytest.raises(OperationalError):
        await timed(_asking_wrongly)()
    made = spans.named("SELECT person")
    assert (made.status.status_code, dict(made.attributes or {})["error.type"]) == (StatusCode.ERROR, "OperationalError")


@pytest.mark.parametrize(
    ("error", "outcome", "status"),
    [
        (None, "sent", StatusCode.UNSET),
        (SendError("busy"), "delayed", StatusCode.ERROR),
        (SendError("no", is_permanent=True), "failed", StatusCode.ERROR),
    ],
)
async def test_a_delivery_is_traced_with_what_became_of_it(spans: Spans, error: SendError | None, outcome: str, status: StatusCode) -> None:
    async with writing() as session:
        await outbox.put(session, Message("mail", "a", recipient="claire@exemple.fr"))
    await _deliver(error)
    made = spans.named("send mail")
    told = dict(made.attributes or {})
    assert (told["messaging.destination.name"], told["monproduit.outcome"], made.status.status_code) == ("mail", outcome, status)
    assert told["monproduit.id"]


async def _deliver(error: SendError | None) -> None:
    async def send(_claimed: Any) -> Outcome:
        if error:
            raise error
        return Outcome.SENT

    claimed = await claim()
    assert claimed
    await pass_on(claimed, send)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_SDK_DISABLED", "OTEL_TRACES_EXPORTER"):
        monkeypatch.delenv(name, raising=False)
    yield monkeypatch
    tracing.end()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://localhost:4318/v1/traces"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_the_environment_says_whether_there_are_traces(environment: pytest.MonkeyPatch, given: dict[str, str], *, wanted: bool) -> None:
    for name, value in given.items():
        environment.setenv(name, value)
    assert tracing.is_wanted() == wanted


def test_without_a_collector_nothing_is_loaded(environment: pytest.MonkeyPatch) -> None:
    assert environment
    program = """
import asyncio, sys
from monproduit.core import tracing
from monproduit.state.timing import timed
async def main():
    async with tracing.lifetime():
        timed(lambda: None)()
asyncio.run(main())
print([name for name in sys.modules if name.startswith("opentelemetry.sdk") or name.startswith("opentelemetry.exporter")])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_without_its_libraries_the_portal_serves_and_says_so(environment: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    environment.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318")
    environment.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    async with tracing.lifetime():
        with tracing.span("serving") as tell:
            tell({"error.type": "none"})
    assert "requirements-tracing.txt" in caplog.text
