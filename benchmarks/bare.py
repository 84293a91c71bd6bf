"""The yardstick: what this machine and its HTTP server reach with a route that does nothing."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.browser.server import ROOT, free_port


async def nothing(request: Request) -> Response:
    """Say that nothing has changed."""
    return Response(status_code=304, headers={"etag": request.headers["if-none-match"]})


app = Starlette(routes=[Route("/feeds/alerts/{token}.{kind}", nothing)])


@contextmanager
def served() -> Iterator[str]:
    """Serve it by the portal's server, and give its origin."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port), "--log-level", "warning", "benchmarks.bare:app"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True)  # noqa: S603 (ourselves)
    try:
        _wait(f"http://localhost:{port}/")
        yield f"http://localhost:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def _wait(address: str) -> None:
    for _attempt in range(300):
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 (our own server)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
