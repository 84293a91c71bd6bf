"""The portal as it is served, on this same machine, and many connections that ask it."""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from monproduit.core import database, settings
from tests.browser.server import Server, start

CONNECTIONS = 8


@contextmanager
def portal(**options: str) -> Iterator[Server]:
    """Serve the demo world, and let this process work on its database."""
    folder = Path(tempfile.mkdtemp())
    server = start(folder, **options)
    try:
        own = {"DATA_DIR": str(folder), "PORT": server.origin.rpartition(":")[2], "DATABASE_URL": ""}
        os.environ |= {f"MONPRODUIT_{name}": value for name, value in own.items()}
        settings.settings.cache_clear()
        database.engine.cache_clear()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def processor_seconds(server: Server) -> float:
    """Return the processor's time that the server and its workers have taken so far."""
    leader = server.process.pid
    workers = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
    fields = [Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split() for process in (leader, *workers)]
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def ask(origin: str, status: int, seconds: float, request: Callable[[int], bytes], connections: int = CONNECTIONS) -> tuple[float, int]:
    """Send requests, the next one of a connection after the answer to the last; return how many are answered a second, and the largest head."""
    return asyncio.run(_ask(origin, status, seconds, request, connections))


async def _ask(origin: str, status: int, seconds: float, request: Callable[[int], bytes], connections: int) -> tuple[float, int]:
    parts, numbers = urlsplit(origin), iter(range(10**9))
    begun = time.perf_counter()
    lines = [
        _line(parts.hostname or "", parts.port or 0, status, begun + seconds, (request(number) for number in numbers)) for _ in range(connections)
    ]
    done = await asyncio.gather(*lines)
    return sum(count for count, _size in done) / (time.perf_counter() - begun), max(size for _count, size in done)


async def _line(host: str, port: int, status: int, end: float, requests: Iterator[bytes]) -> tuple[int, int]:
    reader, writer = await asyncio.open_connection(host, port)
    count = size = 0
    while time.perf_counter() < end:
        writer.write(next(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(_length(head))
        assert head.split(b" ", 2)[1] == str(status).encode(), head + body
        count, size = count + 1, max(size, len(head))
    writer.close()
    return count, size


def _length(head: bytes) -> int:
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    return int(fields.get(b"content-length", 0))
