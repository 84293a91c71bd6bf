"""Frames that no page sends: the server neither stumbles nor grows over them, and the page next to them goes on.

Measured: the first 2,000 make it 7 MiB larger, the next three times as many 3 MiB more, and less each time. What else grows meanwhile are sockets
that were closed: engine.io keeps 6 KiB of each until its next ping would be due, after 25 seconds. Here that is a second.
"""

import asyncio
import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import pytest

from tests.browser.customer import Customer
from tests.browser.frames import Frame, handlers, malformed
from tests.browser.server import Server, start

COUNT = int(os.environ.get("MONPRODUIT_FRAMES", "300"))
ROUNDS = int(os.environ.get("MONPRODUIT_FRAME_ROUNDS") or 1)
"""How often all of them come, to tell a leak from what is made once; 4 for the long form."""
_ROOT = "reflex___state____state"
_SOCKETS_FOR_EACH_LOGIN = 40
_PING = 1.0


@pytest.fixture(scope="module")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of one's own, which soon forgets sockets that were closed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFLEX_SOCKET_INTERVAL", str(_PING))
        server = start(tmp_path_factory.mktemp("portal"))
    yield server
    server.stop()


class Socket:
    """One socket of one login, without a page."""

    def __init__(self, http: aiohttp.ClientSession, server: Server, cookie: str, token: str = "") -> None:
        self._http, self._server, self._cookie, self.token = http, server, cookie, token or str(uuid4())

    async def open(self) -> "Socket":
        """Connect, as far as the portal lets one."""
        address = f"{self._server.origin}/_event/?EIO=4&transport=websocket&token={self.token}"
        headers = {"cookie": f"monproduit={self._cookie}", "origin": self._server.origin}
        self.wire = await self._http.ws_connect(address, headers=headers, max_msg_size=0)
        await self.wire.send_str("40/_event,")
        while not (await self.wire.receive_str()).startswith("40/_event"):
            pass
        return self

    async def send(self, frame: Frame) -> None:
        """Send a frame, and let the answer come before the next."""
        await (self.wire.send_str(frame) if isinstance(frame, str) else self.wire.send_bytes(frame))

    async def stay(self) -> None:
        """Answer the server's pings, as a page does that waits."""
        while True:
            if await self.wire.receive_str() == "2":
                await self.wire.send_str("3")

    async def shows(self, text: str) -> bool:
        """Load the page anew, and tell whether a text comes with it."""
        event = {"name": f"{_ROOT}.hydrate_and_load", "payload": {}, "router_data": {"pathname": "/fr", "asPath": "/fr", "query": {}}}
        await self.wire.send_str("42/_event," + json.dumps(["event", event]))
        async with asyncio.timeout(30):
            while text not in (came := await self.wire.receive_str()):
                if came == "2":
                    await self.wire.send_str("3")
        return True


def _attacked(server: Server, customer: Customer, claires: str, brunos: list[str], count: int) -> dict[str, int]:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, _attack(server, customer, claires, brunos, count)).result()


async def _attack(server: Server, customer: Customer, claires: str, brunos: list[str], count: int) -> dict[str, int]:
    said = {"sent": 0, "closed": 0}
    async with aiohttp.ClientSession() as http:
        neighbour = await Socket(http, server, claires).open()
        assert await neighbour.shows(f"Vigie {customer.suffix}")
        waiting = asyncio.create_task(neighbour.stay())
        names = handlers(server.folder / "web" / "build" / "client")
        assert len(names) > 100
        hostile: Socket | None = None
        for number, frame in enumerate(malformed(count, names, neighbour.token)):
            if not hostile or hostile.wire.closed:
                cookie = brunos[number * len(brunos) // count]
                hostile = await Socket(http, server, cookie, f"tab-of-{cookie}").open()
            await hostile.send(frame)
            said["sent"] += 1
            said["closed"] += await _is_closed(hostile)
        assert not waiting.done()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert await neighbour.shows(f"Vigie {customer.suffix}")
    return said


async def _is_closed(socket: Socket) -> bool:
    """Read what came meanwhile; a socket that the server shut is done with."""
    while True:
        try:
            message = await socket.wire.receive(0.002)
        except TimeoutError:
            return False
        if message.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING, aiohttp.WSMsgType.ERROR}:
            return True


def _memory(server: Server) -> int:
    """Return what the server and its workers hold, in KiB."""
    mine = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _group(path) == server.process.pid]
    return sum(int(line.split()[1]) for pid in mine for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))


def _group(path: Path) -> int:
    try:
        return os.getpgid(int(path.name))
    except ProcessLookupError:
        return 0


def _events(log: Path, begin: int) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_bytes()[begin:].decode().splitlines()]


def _is_stumble(line: dict[str, Any]) -> bool:
    """Tell whether the server was surprised: what a page reports of itself is only noted."""
    is_report = str(line["event"]).startswith("[Reflex Frontend Exception]")
    return "exception" in line or "Traceback" in str(line["event"]) or (line["level"] in {"error", "critical"} and not is_report)


@pytest.mark.timeout(120 * ROUNDS)
def test_nothing_happens(customer: Customer, server_log: Path) -> None:
    server, begin = customer.server, server_log.stat().st_size
    claires = server.cookie_of(customer.claire)
    brunos = [server.cookie_of(customer.bruno) for _ in range(COUNT // _SOCKETS_FOR_EACH_LOGIN + 1)]
    _attacked(server, customer, claires, brunos[:1], _SOCKETS_FOR_EACH_LOGIN)  # what any first page brings with it
    before, rounds = _memory(server), list[int]()
    for _round in range(ROUNDS):
        start = time.perf_counter()
        said = _attacked(server, customer, claires, brunos, COUNT)
        time.sleep(2 * _PING)
        rounds.append(_memory(server) - before)
        print(f"{said} in {time.perf_counter() - start:.1f} s, {rounds[-1]} KiB more than at first")  # noqa: T201
    stumbles = [line for line in _events(server_log, begin) if _is_stumble(line)]
    assert stumbles == [], sorted({str(line.get("event"))[:200] for line in stumbles})
    assert rounds[0] < 30_000 + COUNT * 10
    assert rounds[-1] - rounds[min(1, ROUNDS - 1)] < 5_000
