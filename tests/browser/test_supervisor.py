"""The process that keeps the workers: it says when it cannot serve, ends at once when asked, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import ROOT, Server, start
from tests.browser.test_workers import _is_ready, _workers

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal that may be killed."""
    server = start(tmp_path_factory.mktemp("portal"))
    yield server
    server.kill()


@pytest.fixture(autouse=True)
def _serving(portal_server: Server) -> None:
    """Let it serve, whatever was before."""
    if portal_server.process.poll() is not None:
        portal_server.restart()


def test_a_port_that_is_taken_is_named_and_nothing_is_touched(portal_server: Server) -> None:
    command = [sys.executable, "-m", "monproduit.serve"]
    second = subprocess.run(command, cwd=ROOT, env=portal_server.environment, capture_output=True, text=True, timeout=60, check=False)
    port = portal_server.environment["MONPRODUIT_PORT"]
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"monproduit: 127.0.0.1:{port} cannot be had (Address already in use).")
    assert _is_ready(portal_server)


def test_workers_end_with_a_supervisor_that_was_killed_and_the_next_one_serves(portal_server: Server, visit: Visit) -> None:
    page = visit("claire@exemple.fr")
    expect(page.get_by_test_id("product-row").first).to_be_visible()
    workers, begun = _workers(portal_server), time.monotonic()
    os.kill(portal_server.process.pid, signal.SIGKILL)
    portal_server.process.wait(10)
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() - begun < 30
        time.sleep(0.05)
    portal_server.restart()
    page.reload()
    expect(page.get_by_test_id("product-row").first).to_be_visible()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_soon_though_a_page_is_open(portal_server: Server, visit: Visit, sign: signal.Signals) -> None:
    page = visit("claire@exemple.fr")
    expect(page.get_by_test_id("product-row").first).to_be_visible()
    workers = _workers(portal_server)
    os.kill(portal_server.process.pid, sign)
    assert portal_server.process.wait(15) == 0
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
