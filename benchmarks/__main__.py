"""Run all benchmarks: `make bench`."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks import big_file, chat, delta_bytes, fan_out, feed_304, first_view, imports, million, queries, rest_served, rest_writes
from benchmarks.load.run import run as load
from monproduit.core import database, settings
from monproduit.migrations.run import migrate
from tests.postgresql import serve


def _alone(bench: Callable[[], Awaitable[None]], address: str = "") -> None:
    """Run a benchmark on a database of its own."""
    with tempfile.TemporaryDirectory() as folder, _settings_kept():
        os.environ |= {"MONPRODUIT_DATA_DIR": folder, "MONPRODUIT_DATABASE_URL": address}
        settings.settings.cache_clear()
        database.engine.cache_clear()
        migrate(settings.settings().database)
        asyncio.run(_closing(bench))


@contextmanager
def _settings_kept() -> Iterator[None]:
    """Leave the settings as they were found."""
    before = {name: value for name, value in os.environ.items() if name.startswith("MONPRODUIT_")}
    try:
        yield
    finally:
        for name in [name for name in os.environ if name.startswith("MONPRODUIT_")]:
            del os.environ[name]
        os.environ.update(before)
        settings.settings.cache_clear()
        database.engine.cache_clear()


async def _closing(bench: Callable[[], Awaitable[None]]) -> None:
    try:
        await bench()
    finally:
        await database.engine().dispose()


if __name__ == "__main__":
    for one in (imports.run, queries.run, delta_bytes.run, rest_writes.run):
        _alone(one)
    _alone(million.run)
    with serve() as postgres:
        _alone(million.run, postgres.database())
    first_view.run(Path(".web/build/client"))
    for serving in (first_view.compare, feed_304.run, rest_served.run, partial(fan_out.run, 100, 1000), partial(chat.run, 200), big_file.run, load):
        with _settings_kept():
            serving()
