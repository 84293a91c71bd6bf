"""The yardstick: what this machine and its HTTP server reach with routes that do nothing."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from pydantic import AwareDatetime, BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.browser.server import ROOT, free_port


async def nothing(request: Request) -> Response:
    """Say that nothing has changed."""
    return Response(status_code=304, headers={"etag": request.headers["if-none-match"]})


class Written(BaseModel):
    """A service request, as it is sent."""

    product: str
    created_by: str
    title: str
    severity: int
    status: str
    created_at: AwareDatetime
    updated_at: AwareDatetime


async def write(body: Written) -> Written:
    """Give back what was sent."""
    return body


app = FastAPI(routes=[Route("/feeds/alerts/{token}.{kind}", nothing)])
app.add_api_route("/api/v1/service_requests/{number}", write, methods=["PUT"], status_code=201)


@contextmanager
def served() -> Iterator[str]:
    """Serve it by the portal's server, and give its origin."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "--port", str(port), "--log-level", "warning", "--no-access-log", "benchmarks.bare:app"]
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
