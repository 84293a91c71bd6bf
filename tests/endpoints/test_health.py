"""What the portal says of itself to who watches it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from monproduit.endpoints import health
from tests.conftest import fresh_engine


@pytest.fixture
async def client(portal: Path) -> AsyncIterator[httpx2.AsyncClient]:  # noqa: ARG001 (the database is there)
    """Who watches."""
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=Starlette(routes=health.ROUTES)), base_url="http://localhost:3000") as made:
        yield made


async def _ready(client: httpx2.AsyncClient) -> tuple[int, str]:
    answer = await client.get("/health/ready")
    return answer.status_code, answer.json()["status"]


async def test_a_portal_that_can_serve_is_ready(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/health/live")).json() == {"status": "live"}
    assert await _ready(client) == (200, "ready")


async def test_without_its_database_it_lives_and_is_not_ready(client: httpx2.AsyncClient, portal: Path) -> None:
    (portal / "monproduit.db").write_bytes(b"this is no database" * 1000)
    async with fresh_engine():
        assert await _ready(client) == (503, "no answer from the database")
        assert (await client.get("/health/live")).status_code == 200


async def test_a_redis_that_refuses_is_missing(client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONPRODUIT_REDIS_URL", "redis://127.0.0.1:1/0")
    async with fresh_engine():
        assert await _ready(client) == (503, "no answer from Redis")


async def test_a_redis_that_is_silent_is_missing_soon(client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("MONPRODUIT_REDIS_URL", f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        async with fresh_engine():
            assert await asyncio.wait_for(_ready(client), 5) == (503, "no answer from Redis")
