"""The portal, served to browsers on a free port from a private copy of the build."""

import asyncio
import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from monproduit.core import clock, database, settings
from monproduit.core.localisation import use_locale
from tests.world import Line, actor, load

ROOT = Path(__file__).parents[2]
Result = TypeVar("Result")


@dataclass
class Server:
    """A running portal."""

    origin: str
    folder: Path
    environment: dict[str, str]
    module: str = "tests.browser.serve"
    process: subprocess.Popen[bytes] = field(init=False)
    shift: float = 0

    def run(self, work: Callable[[], Awaitable[Result]]) -> Result:
        """Do work on the server's database from outside of the server, as another process would."""
        right = clock.now
        clock.now = lambda: right() + timedelta(seconds=self.shift)
        try:
            return self._alone(work)
        finally:
            clock.now = right

    def _alone(self, work: Callable[[], Awaitable[Result]]) -> Result:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, _alone(work)).result()

    def load(self, *lines: Line) -> None:
        """Import lines."""
        self.run(lambda: load(*lines))

    def cookie_of(self, email: str) -> str:
        """Sign a person in without the provider, and return their cookie."""

        async def start() -> str:
            from monproduit.services import logins

            person = await actor(email)
            return await logins.start(f"{self.origin}/idp", {"sub": email, "email": email, "email_verified": True, "name": person.name}, "")

        return self.run(start)

    def shift_clock(self, seconds: float) -> None:
        """Set the server's clock some seconds off."""
        self.shift = seconds
        written = self.folder / "clock.part"
        written.write_text(str(seconds))
        written.replace(self.folder / "clock")  # the server never reads half of it

    def restart(self) -> None:
        """Serve, and wait until it does."""
        log = self.folder / "server.log"
        with log.open("ab") as stream:
            command = [sys.executable, "-m", self.module]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=stream, stderr=stream, start_new_session=True)
        _wait_for(f"{self.origin}/health/ready", self.process, log)

    def kill(self) -> None:
        """End the server and its worker without a word, whatever is left of them."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)

    def stop(self) -> None:
        """End the server and its worker, if a test that failed has not done so already."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)


def start(folder: Path, module: str = "tests.browser.serve", **options: str) -> Server:
    """Serve on a free port, with these settings besides; the module that serves by default has a clock that can be set."""
    port = free_port()
    web = folder / "web"
    for name in ("build/client", "backend"):
        shutil.copytree(ROOT / ".web" / name, web / name)
    for file in (ROOT / ".web").glob("*.json"):
        shutil.copy(file, web)
    _point_at(web / "build" / "client", port)
    own = {"PORT": str(port), "PUBLIC_URL": "", "DATABASE_URL": "", "DATA_DIR": str(folder), **options}
    reflex = {"REFLEX_WEB_WORKDIR": str(web), "REFLEX_STATES_WORKDIR": str(folder / "states"), "PYTHONPATH": str(ROOT)}
    server = Server(
        f"http://localhost:{port}", folder, {**os.environ, **{f"MONPRODUIT_{name}": value for name, value in own.items()}, **reflex}, module
    )
    server.restart()
    return server


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def _alone(work: Callable[[], Awaitable[Result]]) -> Result:
    settings.settings.cache_clear()
    database.engine.cache_clear()
    try:
        with use_locale("fr"):
            return await work()
    finally:
        await database.engine().dispose()
        database.engine.cache_clear()


def _point_at(built: Path, port: int) -> None:
    """Let the pages of the copy look for their server on this port."""
    for script in built.glob("assets/reflex-env-*.js"):
        text = re.sub(r"localhost:\d+", f"localhost:{port}", script.read_text())
        script.write_text(text)
        script.with_suffix(".js.gz").write_bytes(gzip.compress(text.encode()))
        script.with_suffix(".js.br").unlink(missing_ok=True)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(900):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(log.read_text())
