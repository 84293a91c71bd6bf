"""A worker that dies or is replaced comes back by itself, and open pages find it without being loaded again."""

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
from playwright.sync_api import Page, expect

from monproduit.services import api_tokens
from tests.browser.customer import Customer
from tests.browser.server import Server

Visit = Callable[..., Page]


def _workers(server: Server) -> set[int]:
    """Return the processes that serve."""
    return {int(one) for one in Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()}


def _is_ready(server: Server) -> bool:
    try:
        return httpx2.get(f"{server.origin}/health/ready", timeout=10).status_code == 200
    except httpx2.TransportError:
        return False


def test_a_worker_looks_for_garbage_though_its_start_does_not(server: Server, server_log: Path) -> None:
    assert _is_ready(server)
    begun = [line for line in server_log.read_text("utf-8").splitlines() if "a worker begins" in line]
    assert {json.loads(line)["looks_for_garbage"] for line in begun} == {True}


def test_a_killed_worker_comes_back_and_the_page_with_it(visit: Visit, customer: Customer) -> None:
    server = customer.server
    page = visit(customer.claire)
    cell = page.get_by_test_id("cell-open_requests")
    expect(cell).to_contain_text("0 ouverte")
    killed, begun = _workers(server), time.monotonic()
    for worker in killed:
        os.kill(worker, signal.SIGKILL)
    server.load(customer.request("1"))
    while not (_workers(server) - killed and _is_ready(server)):
        assert time.monotonic() - begun < 60
        time.sleep(0.1)
    expect(cell).to_contain_text("1 ouverte", timeout=10_000)
    assert not _workers(server) & killed


def test_a_hang_up_replaces_the_workers_and_loses_nothing(visit: Visit, customer: Customer) -> None:
    server = customer.server
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("999-999")
    token = server.run(lambda: api_tokens.create(f"hang-up-{customer.suffix}"))
    old, begun, answers = _workers(server), time.monotonic(), list[int]()
    with httpx2.Client(base_url=server.origin, headers={"authorization": f"Bearer {token}"}, timeout=60) as caller:
        os.kill(server.process.pid, signal.SIGHUP)
        while _workers(server) & old:
            assert time.monotonic() - begun < 60
            line = customer.request(str(len(answers)))
            answers.append(caller.put(f"/api/v1/service_requests/{line.pop('number')}", json=line).status_code)
    assert set(answers) == {201}
    assert len(_workers(server)) == len(old)
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text(f"{len(answers)} ouvertes", timeout=10_000)
    expect(page.get_by_test_id("license-number")).to_have_value("999-999")
