"""Two workers share their tabs through Redis: a change shows in all pages, and in all of them again after one worker died."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.server import Server, free_port, start
from tests.browser.test_workers import _workers

Visit = Callable[..., Page]
pytestmark = pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server (7 or newer) is not here")


@pytest.fixture(scope="module")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve with two workers."""
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder), "--notify-keyspace-events", "KEA"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as redis:
        server = start(tmp_path_factory.mktemp("portal"), REDIS_URL=f"redis://127.0.0.1:{port}/0", WORKERS="2")
        yield server
        server.stop()
        redis.terminate()


def test_four_pages_on_two_workers_stay_live_when_one_dies(visit: Visit, customer: Customer) -> None:
    server = customer.server
    before = _workers(server)
    assert len(before) == 2
    pages = [visit(customer.claire) for _page in range(4)]
    for page in pages:
        expect(page.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte")
    server.load(customer.request("1"))
    for page in pages:
        expect(page.get_by_test_id("cell-open_requests")).to_contain_text("1 ouverte")
    os.kill(max(before), signal.SIGKILL)
    server.load(customer.request("2"))
    for page in pages:
        expect(page.get_by_test_id("cell-open_requests")).to_contain_text("2 ouvertes", timeout=10_000)
        page.get_by_test_id("cell-open_requests").get_by_role("button").first.click()
        expect(page.get_by_test_id("request-line")).to_have_count(2)
    assert '"event": "an event failed"' not in (server.folder / "server.log").read_text("utf-8")
