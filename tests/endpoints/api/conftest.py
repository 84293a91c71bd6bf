"""The REST door of the named world, without a network."""

from collections.abc import AsyncIterator, Callable

import httpx2
import pytest

from monproduit.endpoints.application import plain_http
from monproduit.services import api_tokens
from tests.world import PEOPLE, load

Door = Callable[..., httpx2.AsyncClient]


def client(token: str = "", address: str = "127.0.0.1", **headers: str) -> httpx2.AsyncClient:
    """Return a client that shows a token, or none, and comes from an address."""
    shown = {"authorization": f"Bearer {token}"} if token else {}
    transport = httpx2.ASGITransport(app=plain_http(None, ""), client=(address, 123))
    return httpx2.AsyncClient(transport=transport, base_url="http://localhost:3000/api/v1", headers={**shown, **headers})


@pytest.fixture
async def api(portal: object) -> AsyncIterator[httpx2.AsyncClient]:  # noqa: ARG001 (the database)
    """A client that may do everything, in the world of Lyon."""
    await load(*PEOPLE)
    async with client(await api_tokens.create("crm")) as made:
        yield made
