"""What other systems are told is signed and tried again; and nobody is called who must not be."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook

from monproduit.core import clock, settings
from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.integrations.hook_client import HookError, resolve
from monproduit.models import WebhookEndpoint
from monproduit.services import webhook_deliveries, webhook_endpoints
from monproduit.services.relay import Relay
from monproduit.services.senders import SENDERS
from tests.services.test_webhook_news import EVENTS, SAM, URL, request, sent
from tests.world import PEOPLE, actor, load

pytestmark = pytest.mark.usefixtures("portal")


@dataclass
class Receiver:
    """Another system: it answers with the statuses of a list, the last one for ever."""

    statuses: list[int] = field(default_factory=lambda: [204])
    port: int = 0
    heard: list[tuple[dict[str, str], str]] = field(default_factory=list)

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) if line.lower().startswith("content") else line.split(": ", 1) for line in head[1:] if line)
        headers = {name.lower(): value for name, value in headers.items()}
        self.heard.append((headers, (await reader.readexactly(int(headers["content-length"]))).decode()))
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        writer.write(
            f"HTTP/1.1 {status} x\r\nlocation: http://127.0.0.1:{self.port}/elsewhere\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()


@pytest.fixture
async def receiver(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Receiver]:
    """Another system on this machine, which the settings allow."""
    monkeypatch.setattr(settings.settings(), "webhooks_private", True)
    made = Receiver()
    server = await asyncio.start_server(made, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()


@asynccontextmanager
async def relaying() -> AsyncIterator[None]:
    """Send what is in the outbox."""
    task = asyncio.create_task(Relay(SENDERS).run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(condition: Any) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(20):
        while not await condition():  # noqa: ASYNC110 (the database rings no bell here)
            await asyncio.sleep(0.02)


async def state() -> str:
    """Return what became of the last delivery."""
    return (await webhook_deliveries.lines(SAM))[0].status


async def test_a_ping_arrives_signed_and_may_be_sent_again_under_its_name(receiver: Receiver) -> None:
    made = await webhook_endpoints.add(SAM, "crm", f"http://localhost:{receiver.port}/hooks?x=1", EVENTS)
    (endpoint,) = await webhook_endpoints.lines(SAM)
    async with relaying():
        await webhook_endpoints.ping(SAM, endpoint.id)
        await until(lambda: _is("in_force"))
        await webhook_deliveries.replay(SAM, (await webhook_deliveries.lines(SAM))[0].id)
        await until(lambda: _heard(receiver, 2))
        await until(lambda: _is("in_force"))
    (headers, body), (again, _) = receiver.heard
    assert Webhook(made.text).verify(body, headers)["type"] == "ping"
    assert headers["webhook-id"] == again["webhook-id"]
    assert headers["host"] == f"localhost:{receiver.port}"


async def _is(status: str) -> bool:
    return await state() == status


async def _stands(status: str) -> bool:
    """Tell whether the endpoint is shown so."""
    return (await webhook_endpoints.lines(SAM))[0].status == status


async def _heard(receiver: Receiver, times: int) -> bool:
    return len(receiver.heard) == times


@pytest.mark.parametrize("status", [302, 500, 404])
async def test_what_is_not_taken_is_tried_again_and_no_redirect_is_followed(receiver: Receiver, status: int) -> None:
    receiver.statuses = [status]
    await webhook_endpoints.add(SAM, "crm", f"http://localhost:{receiver.port}/", EVENTS)
    (endpoint,) = await webhook_endpoints.lines(SAM)
    async with relaying():
        await webhook_endpoints.ping(SAM, endpoint.id)
        await until(lambda: _failed(status))
        await until(lambda: _stands("expiring"))
    assert (await state(), len(receiver.heard)) == ("expiring", 1)
    assert (await webhook_endpoints.lines(SAM))[0].status == "expiring"


async def _failed(status: int) -> bool:
    return str(status) in (await webhook_deliveries.lines(SAM))[0].error


async def test_who_fails_for_days_is_told_nothing_more(receiver: Receiver) -> None:
    receiver.statuses = [500]
    await webhook_endpoints.add(SAM, "crm", f"http://localhost:{receiver.port}/", EVENTS)
    async with writing() as session:
        (await session.get_one(WebhookEndpoint, 1)).failing_since = clock.now() - timedelta(days=4)
    async with relaying():
        await webhook_endpoints.ping(SAM, 1)
        await until(lambda: _failed(500))
        await until(lambda: _stands("none"))
    (endpoint,) = await webhook_endpoints.lines(SAM)
    assert endpoint.status == "none"
    await load(*PEOPLE, request("SR-1"))
    assert await sent("service_request.created") == []
    with pytest.raises(PortalError, match="hook_disabled"):
        await webhook_endpoints.ping(SAM, 1)
    await webhook_endpoints.switch(SAM, 1)
    assert (await webhook_endpoints.lines(SAM))[0].status == "in_force"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0", "224.0.0.1", "fe80::1"],  # noqa: S104 (refused)
)
async def test_what_is_not_public_is_not_called(host: str) -> None:
    with pytest.raises(HookError, match="not public"):
        await resolve(host, 443, private=False)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "crm",
        "ftp://crm.example/",
        "http://crm.example/",
        "https:///x",
        "https://u:p@crm.example/",
        "https://crm.example/a b",
        "https://[x/",
        "https://c:99999/",
    ],
)
async def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(PortalError, match="wrong_url"):
        await webhook_endpoints.add(SAM, "crm", url, EVENTS)


async def test_only_hosts_that_the_settings_name_are_called(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    await webhook_endpoints.add(SAM, "crm", f"http://localhost:{receiver.port}/", EVENTS)
    monkeypatch.setattr(settings.settings(), "webhook_hosts", "crm.example erp.example")
    for url in (f"http://localhost:{receiver.port}/", "https://crm.example.evil.example/", "https://evil.example/?crm.example"):
        with pytest.raises(PortalError, match="hook_host"):
            await webhook_endpoints.add(SAM, "other", url, EVENTS)
    await webhook_endpoints.add(SAM, "erp", "https://ERP.example/", EVENTS)
    async with relaying():
        await webhook_endpoints.ping(SAM, 1)
        await until(lambda: _is("expired"))
    assert receiver.heard == []


async def test_a_secret_is_sealed_and_names_are_taken_once() -> None:
    made = await webhook_endpoints.add(SAM, "crm", URL, EVENTS)
    async with reading() as session:
        endpoint = await session.get_one(WebhookEndpoint, 1)
    assert made.text not in json.dumps([endpoint.secret, endpoint.url, endpoint.name])
    for name, events, key in (("crm", EVENTS, "hook_name_taken"), ("", EVENTS, "no_hook_name"), ("erp", ["x"], "no_event")):
        with pytest.raises(PortalError, match=key):
            await webhook_endpoints.add(SAM, name, URL, events)
    await webhook_endpoints.remove(SAM, 1)
    assert await webhook_endpoints.lines(SAM) == []


async def test_customers_find_nothing_here() -> None:
    await load(*PEOPLE)
    claire = await actor("claire@exemple.fr")
    for work in (
        webhook_endpoints.lines(claire),
        webhook_endpoints.add(claire, "x", URL, EVENTS),
        webhook_endpoints.ping(claire, 1),
        webhook_endpoints.switch(claire, 1),
        webhook_endpoints.remove(claire, 1),
        webhook_deliveries.lines(claire),
        webhook_deliveries.replay(claire, 1),
    ):
        with pytest.raises(PortalError, match="staff_only"):
            await work
