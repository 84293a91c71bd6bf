"""What Prometheus reads: the portal counts, and tells strangers nothing."""

import os
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
import time_machine
from prometheus_client import REGISTRY as OTHERS
from prometheus_client.parser import text_string_to_metric_families

from monproduit.core import clock, settings
from monproduit.core.database import writing
from monproduit.core.metrics import REGISTRY
from monproduit.endpoints.application import plain_http
from monproduit.endpoints.gate import Gate
from monproduit.services import api_tokens, outbox
from monproduit.services.outbox import Message
from monproduit.services.outbox_notes import Notebook, refused
from tests.office import claim
from tests.world import PEOPLE, load

pytestmark = pytest.mark.usefixtures("portal")


def _client(host: str = "127.0.0.1", **headers: str) -> httpx2.AsyncClient:
    app = Gate(plain_http(None, ""), Path("none"))
    transport = httpx2.ASGITransport(app, client=(host, 1234))  # type: ignore[arg-type]
    return httpx2.AsyncClient(transport=transport, base_url="http://localhost:3000", headers=headers)


def _value(text: str, name: str, **labels: str) -> float:
    found = [one.value for family in text_string_to_metric_families(text) for one in family.samples if (one.name, one.labels) == (name, labels)]
    return found[0] if found else 0


async def _read(**headers: str) -> str:
    async with _client(**headers) as client:
        answer = await client.get("/metrics")
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_the_outbox_is_told_by_topic() -> None:
    before = _value(await _read(), "monproduit_deliveries_total", topic="mail", outcome="failed")
    async with writing() as session:
        await outbox.put(session, Message("mail", "a", recipient="claire@exemple.fr"), Message("mail", "b"), Message("webhook", "c"))
    claimed = await claim()
    assert claimed
    await Notebook().keep(refused(claimed, "no such mailbox"))
    with time_machine.travel(clock.now() + timedelta(seconds=90)):
        text = await _read()
    assert _value(text, "monproduit_outbox_waiting", topic="mail") == 1
    assert _value(text, "monproduit_outbox_waiting", topic="webhook") == 1
    assert _value(text, "monproduit_outbox_failed", topic="mail") == 1
    assert 90 <= _value(text, "monproduit_outbox_oldest_seconds", topic="mail") < 100
    assert _value(text, "monproduit_deliveries_total", topic="mail", outcome="failed") == before + 1
    assert "claire" not in text


async def test_requests_are_counted_by_their_template_and_never_by_who_or_what() -> None:
    await load(*PEOPLE)
    token = await api_tokens.create("crm")
    route = {"method": "GET", "route": "/api/v1/users/{email}"}
    before = _value(await _read(), "monproduit_http_requests_total", **route, status="200")
    async with _client(authorization=f"Bearer {token}") as client:
        for path in ("/api/v1/users/claire@exemple.fr", "/health/live", "/fr/claire@exemple.fr", "/feeds/secret/all.rss"):
            await client.get(path)
    text = await _read()
    assert _value(text, "monproduit_http_requests_total", **route, status="200") == before + 1
    assert _value(text, "monproduit_http_requests_total", method="GET", route="/health/live", status="200") >= 1
    assert not [word for word in ("claire", "secret") if word in text]


@pytest.mark.parametrize(
    ("host", "headers"), [("192.0.2.1", {}), ("127.0.0.1", {"x-forwarded-for": "192.0.2.1"}), ("127.0.0.1", {"forwarded": "for=192.0.2.1"})]
)
async def test_strangers_find_nothing(host: str, headers: dict[str, str]) -> None:
    async with _client(host, **headers) as client:
        assert (await client.get("/metrics")).status_code == 404


async def test_behind_a_public_address_the_token_alone_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.settings(), "public_url", "https://produits.editeur.example")
    async with _client() as client:
        assert (await client.get("/metrics")).status_code == 404
    monkeypatch.setattr(settings.settings(), "metrics_token", "un-long-secret")
    async with _client("192.0.2.1") as client:
        shown = [await client.get("/metrics", headers={"authorization": f"Bearer {token}"}) for token in ("un-long-secret", "autre", "é")[:2]]
    assert [answer.status_code for answer in shown] == [200, 404]


async def test_one_of_several_workers_says_which_it_is_and_lets_another_answer_next(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "worker=" not in await _read()
    monkeypatch.setattr(settings.settings(), "workers", 2)
    for _again in range(2):
        async with _client() as client:
            answer = await client.get("/metrics")
        assert answer.headers["connection"] == "close"
        samples = [one for family in text_string_to_metric_families(answer.text) for one in family.samples]
        assert {one.labels["worker"] for one in samples} == {str(os.getpid())}
    monkeypatch.setattr(settings.settings(), "workers", 1)
    assert "worker=" not in await _read()


def test_only_our_own_figures_are_told() -> None:
    assert REGISTRY is not OTHERS
    assert all(family.name.startswith("monproduit_") for family in REGISTRY.collect())
