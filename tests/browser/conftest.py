"""One server for each worker; in it, a customer of its own for each test."""

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from monproduit.core import settings
from monproduit.gallery.chromium import chromium
from tests.browser.customer import Customer
from tests.browser.order import Order, place
from tests.browser.server import Server, start

expect.set_options(timeout=20_000)
_numbers = count(1)
_OF_OUTAGES = ("WebSocket", "401", "503", "ERR_CONNECTION_", "ERR_EMPTY_RESPONSE", "ERR_NETWORK_CHANGED", "ERR_INTERNET_DISCONNECTED")
"""What a browser says of a server that was killed, or let go, and of a network that was."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Order:
    """Let the tests of this folder run in the order in which they stand, and not those files first that have many."""
    config.option.loadscopereorder = False
    return Order(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes long begin early."""
    items.sort(key=lambda item: place(item.path.name))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the machine's Chromium where there is one."""
    return {**browser_type_launch_args, "args": ["--no-sandbox"], "executable_path": chromium()}


@pytest.fixture(scope="session")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the portal with its demo world."""
    server = start(tmp_path_factory.mktemp("portal"))
    yield server
    server.stop()


@pytest.fixture
def server(portal_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Let this test work on the server's database too; afterwards its clock is right again."""
    monkeypatch.setenv("MONPRODUIT_DATA_DIR", str(portal_server.folder))
    monkeypatch.setenv("MONPRODUIT_DATABASE_URL", portal_server.environment["MONPRODUIT_DATABASE_URL"])
    yield portal_server
    if portal_server.shift:
        portal_server.shift_clock(0)
        time.sleep(1.5)  # the server's own clock ticks each second: let it see that time went back
    settings.settings.cache_clear()


@pytest.fixture
def customer(server: Server, worker_id: str) -> Customer:
    """A customer with two people and one product, whose names no other test uses."""
    made = Customer(server, f"{worker_id}-{next(_numbers)}")
    server.load(*made.lines())
    return made


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Open the portal as a person, in a browser of their own, until the page is alive; any error in its console fails the test."""
    contexts, errors = [], list[str]()

    def open_as(email: str | None, path: str = "/fr", *, is_alive: bool = True, **context: Any) -> Page:
        made = browser.new_context(base_url=server.origin, **{"locale": "fr-FR", "viewport": {"width": 1440, "height": 900}, **context})
        contexts.append(made)
        if email:
            made.add_cookies([{"name": "monproduit", "value": server.cookie_of(email), "url": server.origin, "httpOnly": True}])
        page = made.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        if is_alive and context.get("java_script_enabled", True):
            expect(page.locator(".first-view")).to_have_count(0)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert [error for error in errors if not any(word in error for word in _OF_OUTAGES)] == []


@pytest.fixture
def server_log(server: Server) -> Path:
    """What the server said."""
    return server.folder / "server.log"
