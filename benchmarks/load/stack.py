"""The portal with all that it runs on, on this machine: workers, PostgreSQL and Redis; or one worker on SQLite alone."""

import os
import subprocess
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from redis import Redis

from monproduit.core import database, settings
from monproduit.migrations.run import migrate
from tests import postgresql
from tests.browser.server import Server, free_port, start


@dataclass
class Stack:
    """What runs.

    Attributes:
        cookies: of the people whose dashboards are opened.
    """

    server: Server
    cookies: list[str]
    postmaster: int = 0
    redis_server: int = 0
    redis: Redis | None = field(default=None, repr=False)


@contextmanager
def stack(workers: int, fill: Callable[[], Awaitable[list[str]]]) -> Iterator[Stack]:
    """Fill an empty database, serve the portal on it, and let this process work on it too; one worker has SQLite and no Redis."""
    with ExitStack() as parts:
        folder = Path(parts.enter_context(tempfile.TemporaryDirectory()))
        address, url, process = "", "", None
        if workers > 1:
            address = parts.enter_context(postgresql.serve()).database()
            process, url = parts.enter_context(_redis(folder))
        own = {"MONPRODUIT_DATA_DIR": str(folder), "MONPRODUIT_DATABASE_URL": address, "MONPRODUIT_DEMO": "false"}
        os.environ |= own
        settings.settings.cache_clear()
        migrate(settings.settings().database)
        cookies = _alone(fill)
        options = {"WORKERS": str(workers), "REDIS_URL": url, "DATABASE_URL": address, "DEMO": "false", "LOG": "json", "LOG_LEVEL": "info"}
        server = start(folder, "monproduit.serve", **options)
        parts.callback(server.stop)
        made = Stack(server, cookies)
        if process:
            made.redis_server, made.redis = process.pid, Redis.from_url(url)
            made.postmaster = int((_data_of(address) / "postmaster.pid").read_text().split()[0])
        yield made


def _alone(work: Callable[[], Awaitable[list[str]]]) -> list[str]:
    import asyncio  # noqa: PLC0415

    async def closing() -> list[str]:
        database.engine.cache_clear()
        try:
            return await work()
        finally:
            await database.engine().dispose()
            database.engine.cache_clear()

    return asyncio.run(closing())


def _data_of(address: str) -> Path:
    """Return the folder of the server behind an address."""
    import psycopg  # noqa: PLC0415

    with psycopg.connect(address) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    return Path(folder)


@contextmanager
def _redis(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    options = {"port": port, "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": folder, "notify-keyspace-events": "KEA"}
    command = ["redis-server", *(word for name, value in options.items() for word in (f"--{name}", str(value)))]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 (the machine's own)
        try:
            yield process, f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
