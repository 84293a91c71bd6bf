"""Two workers share PostgreSQL and Redis: a change shows in all pages, and in all of them again after workers or Redis died."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from redis import Redis

from tests.browser.customer import Customer
from tests.browser.plugs import Plug, postgresql, redis
from tests.browser.server import Server, start
from tests.browser.test_workers import _is_ready, _workers

Visit = Callable[..., Page]
pytestmark = [
    pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server (7 or newer) is not here"),
    pytest.mark.timeout(300),
]


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plug]:
    """Redis, to kill."""
    with redis(tmp_path_factory.mktemp("redis")) as plug:
        yield plug


@pytest.fixture(scope="module")
def portal_server(memory: Plug, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve with two workers, which are woken by PostgreSQL."""
    with postgresql() as database:
        server = start(tmp_path_factory.mktemp("portal"), DATABASE_URL=database.address, REDIS_URL=memory.address, WORKERS="2")
        yield server
        server.stop()


@pytest.fixture
def pages(visit: Visit, customer: Customer) -> list[Page]:
    """Four pages of Claire's, on whichever worker, each with a number typed into its dialog."""
    opened = [visit(customer.claire) for _page in range(4)]
    for page in opened:
        expect(page.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte")
        page.get_by_test_id("add-product").click()
        page.get_by_test_id("license-number").fill("999-999")
    return opened


def _right_again(pages: list[Page], customer: Customer, number: int) -> float:
    """Add a request; return after how many seconds all pages show it, with what was typed, and open the cell."""
    begun = time.monotonic()
    customer.server.load(customer.request(str(number)))
    for page in pages:
        expect(page.get_by_test_id("cell-open_requests")).to_contain_text(f"{number} ouverte")
    took = time.monotonic() - begun
    for page in pages:
        expect(page.get_by_test_id("license-number")).to_have_value("999-999")
        page.get_by_test_id("license-number").press("Escape")
        page.get_by_test_id("cell-open_requests").get_by_role("button").first.click()
        expect(page.get_by_test_id("request-line")).to_have_count(number)
        page.get_by_test_id("cell-open_requests").get_by_role("button").first.click()
        page.get_by_test_id("add-product").click()
        page.get_by_test_id("license-number").fill("999-999")
    return took


def _log(server: Server) -> str:
    return (server.folder / "server.log").read_text("utf-8")


def test_four_pages_stay_live_when_one_worker_dies(pages: list[Page], customer: Customer) -> None:
    before = _workers(customer.server)
    assert len(before) == 2
    first = _right_again(pages, customer, 1)
    os.kill(max(before), signal.SIGKILL)
    second = _right_again(pages, customer, 2)
    print(f"four pages right after {first:.1f} s, and {second:.1f} s after one of two workers was killed")  # noqa: T201
    assert '"event": "an event failed"' not in _log(customer.server)


def test_four_pages_are_right_again_after_redis_came_back_empty(pages: list[Page], customer: Customer, memory: Plug) -> None:
    _right_again(pages, customer, 1)
    opened, *closed = pages
    lines = opened.get_by_test_id("request-line")
    opened.get_by_test_id("license-number").press("Escape")
    opened.get_by_test_id("cell-open_requests").get_by_role("button").first.click()
    expect(lines).to_have_count(1)
    anew = set[Page]()
    with memory.pulled():
        closed[0].get_by_test_id("license-number").press("Enter")
        apology = closed[0].get_by_text("Cela n’a pas fonctionné. Rien n’est perdu")
        answer = closed[0].get_by_text("Ce numéro ne nous est pas connu")  # from a worker that had the page's state at hand
        expect(apology.or_(answer).first).to_be_visible(timeout=20_000)
        for page in pages:
            page.on("websocket", lambda _socket, page=page: anew.add(page))
    begun = time.monotonic()
    while len(anew) < len(pages):
        assert time.monotonic() - begun < 30
        opened.wait_for_timeout(50)
    anew_after = time.monotonic() - begun
    took = anew_after + _right_again(closed, customer, 2)
    expect(opened.get_by_test_id("cell-open_requests")).to_contain_text("2 ouvertes")
    opener = opened.get_by_test_id("cell-open_requests").get_by_role("button").first
    if opener.get_attribute("aria-expanded") == "false":  # the worker that knew what was open is not the one that has the page now
        opener.click()
    expect(lines).to_have_count(2)
    for page in pages:
        expect(page.get_by_test_id("product-row")).to_have_count(1)
        assert "Traceback" not in page.content()
    print(f"four pages right {took:.1f} s after Redis came back empty")  # noqa: T201


def test_a_page_that_was_just_loading_is_there_by_itself_when_redis_is_back_as_it_was(visit: Visit, customer: Customer, memory: Plug) -> None:
    with Redis.from_url(memory.address) as client:
        client.save()
        kept = Path(client.config_get("dir")["dir"]) / "dump.rdb"
    with memory.pulled():
        page = visit(customer.claire, is_alive=False)
        expect(page.get_by_text("Cela n’a pas fonctionné. Rien n’est perdu")).to_be_visible(timeout=20_000)
    kept.unlink()
    begun = time.monotonic()
    expect(page.locator(".first-view")).to_have_count(0)
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte")
    print(f"a page that was just loading was there {time.monotonic() - begun:.1f} s after Redis came back as it was")  # noqa: T201


def test_four_pages_are_right_again_after_all_workers_died(pages: list[Page], customer: Customer) -> None:
    server = customer.server
    killed = _workers(server)
    for worker in killed:
        os.kill(worker, signal.SIGKILL)
    took = _right_again(pages, customer, 1)
    assert _is_ready(server)
    assert not _workers(server) & killed
    print(f"four pages right {took:.1f} s after all workers were killed")  # noqa: T201


def test_open_cells_stay_open_when_all_workers_died(visit: Visit, customer: Customer, memory: Plug) -> None:
    customer.server.load(customer.request("1"))
    opened = [visit(customer.claire) for _page in range(4)]
    for page in opened:
        page.get_by_test_id("cell-open_requests").get_by_role("button").first.click()
        expect(page.get_by_test_id("request-line")).to_have_count(1)
    with Redis.from_url(memory.address) as client:
        while client.keys("*_lock"):  # a worker keeps a state for five seconds before Redis has it
            opened[0].wait_for_timeout(50)
    for worker in _workers(customer.server):
        os.kill(worker, signal.SIGKILL)
    customer.server.load(customer.request("2"))
    for page in opened:
        expect(page.get_by_test_id("request-line")).to_have_count(2)
