"""How many readers a second are told that a feed is as it was, by the real server, and how large the feed is."""

import asyncio
import os
import shutil
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import bare
from monproduit.core import database, settings
from monproduit.services import feeds
from monproduit.views.feeds import NewFeed
from tests.browser.server import Server, start
from tests.world import actor

_CONNECTIONS, _SECONDS = 8, 5


def run() -> None:
    """Serve the demo world, and ask for one person's feed again and again, on this same machine."""
    folder = Path(tempfile.mkdtemp())
    server = start(folder)
    try:
        _measure(server)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _measure(server: Server) -> None:
    os.environ |= {"MONPRODUIT_DATA_DIR": str(server.folder), "MONPRODUIT_PORT": server.origin.rpartition(":")[2], "MONPRODUIT_DATABASE_URL": ""}
    settings.settings.cache_clear()
    database.engine.cache_clear()
    made = server.run(_make)
    with urllib.request.urlopen(made.rss) as answer:  # noqa: S310 (our own server)
        size, tag = len(answer.read()), answer.headers["etag"]
    count, most = asyncio.run(_ask(made.rss, tag))
    with bare.served() as origin:
        least, _bytes = asyncio.run(_ask(origin + urlsplit(made.rss).path, tag))
    told = f"{count / _SECONDS:.0f} answers 304 a second of {most} bytes with {_CONNECTIONS} connections (300 or better)"
    print(f"feed: {size / 1000:.1f} kB at first; then {told}; a route that does nothing: {least / _SECONDS:.0f}, {least / count:.1f} times that")


async def _make() -> NewFeed:
    return await feeds.make(await actor("claire@exemple.fr"), "")


async def _ask(address: str, tag: str) -> tuple[int, int]:
    parts = urlsplit(address)
    request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nIf-None-Match: {tag}\r\n\r\n".encode()
    end = time.perf_counter() + _SECONDS
    done = await asyncio.gather(*(_reader(parts.hostname or "", parts.port or 0, request, end) for _ in range(_CONNECTIONS)))
    return sum(count for count, _size in done), max(size for _count, size in done)


async def _reader(host: str, port: int, request: bytes, end: float) -> tuple[int, int]:
    reader, writer = await asyncio.open_connection(host, port)
    count = size = 0
    while time.perf_counter() < end:
        writer.write(request)
        answer = await reader.readuntil(b"\r\n\r\n")
        assert b" 304 " in answer.split(b"\r\n", 1)[0], answer
        count, size = count + 1, len(answer)
    writer.close()
    return count, size
