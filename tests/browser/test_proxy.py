"""The portal behind nginx, as `deploy/nginx.conf` sets it up: TLS, cookies of this very host, and a page that stays live."""

import os
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from monproduit.core import settings
from monproduit.services import api_tokens
from tests.browser.customer import Customer
from tests.browser.proxy import ORIGIN, Proxy
from tests.browser.server import start
from tests.world import Line

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not here")
COOKIE = "__Host-monproduit"
CLICKS = 40
"""How many products are hidden, by a click each, while one process takes the place of another."""
HIDE = """([pause, many, kept]) => {
  window.clicked ??= new Set();
  const end = window.clicked.size + many;
  window.clicking = setInterval(() => {
    for (const row of document.querySelectorAll('[data-testid=product-row]')) {
      const name = row.querySelector('a').getAttribute('href');
      if (window.clicked.size === end) return clearInterval(window.clicking);
      if (window.clicked.has(name) || name.endsWith('/' + kept)) continue;
      window.clicked.add(name);
      return row.querySelector('[data-testid=hide-product]').click();
    }
  }, pause);
}"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Serve the portal over https."""
    server = start(tmp_path_factory.mktemp("behind"), PUBLIC_URL=ORIGIN)
    with Proxy(server, tmp_path_factory.mktemp("nginx")).held() as made:
        yield made
    for one in (server, made.server):
        if one.process.poll() is None:
            one.stop()


@pytest.fixture
def proxy(running: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """Let this test work on the server's database too."""
    monkeypatch.setenv("MONPRODUIT_DATA_DIR", running.server.environment["MONPRODUIT_DATA_DIR"])
    monkeypatch.delenv("MONPRODUIT_DATABASE_URL", raising=False)
    yield running
    settings.settings.cache_clear()


@pytest.fixture
def far(proxy: Proxy, browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser for which the public name leads to nginx."""
    rules = f"--host-resolver-rules=MAP localhost:443 127.0.0.1:{proxy.port}"
    browser = browser_type.launch(**{**browser_type_launch_args, "args": [*browser_type_launch_args["args"], rules]})
    yield browser
    browser.close()


def test_one_signs_in_over_https_and_gets_a_cookie_of_this_very_host(far: Browser) -> None:
    page = far.new_context(base_url=ORIGIN, ignore_https_errors=True, locale="fr-FR").new_page()
    page.goto("/")
    page.get_by_label("Adresse e-mail").fill("claire@exemple.fr")
    page.get_by_label("Mot de passe").fill("demo")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_test_id("product-row")).to_have_count(9)
    (cookie,) = [one for one in page.context.cookies() if "session" not in one["name"] and "sign-in" not in one["name"]]
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (COOKIE, True, True, "Lax", "/")
    assert cookie["domain"] == "localhost"
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_role("heading", name="Vous êtes déconnecté")).to_be_visible()
    assert [one for one in page.context.cookies() if one["name"] == COOKIE] == []


def _visit(proxy: Proxy, far: Browser, email: str) -> Page:
    context = far.new_context(base_url=ORIGIN, ignore_https_errors=True, locale="fr-FR")
    context.add_cookies([{"name": COOKIE, "value": proxy.server.cookie_of(email), "url": ORIGIN, "httpOnly": True, "secure": True}])
    page = context.new_page()
    page.goto("/fr")
    expect(page.get_by_test_id("cell-open_requests").first).to_contain_text("0 ouverte")
    return page


def test_a_page_is_live_through_the_proxy(proxy: Proxy, far: Browser) -> None:
    customer = Customer(proxy.server, "tls")
    proxy.server.load(*customer.lines())
    page = _visit(proxy, far, customer.claire)
    cell = page.get_by_test_id("cell-open_requests")
    proxy.server.load(customer.request("1"))
    expect(cell).to_contain_text("1 ouverte")
    page.get_by_test_id("cell-license_status").get_by_role("button").first.click()
    expect(page.get_by_test_id("license-line")).to_have_count(1)


def test_answers_say_https_whatever_the_proxy_speaks(proxy: Proxy) -> None:
    customer = Customer(proxy.server, "answers")
    proxy.server.load(*customer.lines())
    with proxy.client(cookies={COOKIE: proxy.server.cookie_of(customer.claire)}) as client:
        moved = client.get("/fr/service-requests/new?x=1")
        assert (moved.status_code, moved.headers["location"]) == (307, f"{ORIGIN}/fr/service-requests/new/?x=1")
        page = client.get("/fr/")
        assert page.headers["strict-transport-security"].startswith("max-age=31536000")
        assert "connect-src 'self' wss://localhost;" in page.headers["content-security-policy"]
        assert page.headers.get("server") == "nginx"
        assert client.post("/auth/logout", headers={"origin": "http://localhost"}).status_code == 403
    with proxy.client() as client:
        assert (
            client.get("/fr/", headers={"x-forwarded-proto": "http", "x-forwarded-host": "evil.example"})
            .headers["location"]
            .startswith("/auth/login")
        )
        login = client.get("/auth/login", headers={"x-forwarded-host": "evil.example"})
        assert "redirect_uri=https%3A%2F%2Flocalhost%2Fauth%2Fcallback" in login.headers["location"]
        assert "secure" in login.headers["set-cookie"].casefold()


class Caller(threading.Thread):
    """Another system that asks without end, and never twice for the same; it keeps what was not answered as it should be."""

    def __init__(self, proxy: Proxy, customer: Customer, token: str) -> None:
        """Prepare."""
        super().__init__(daemon=True)
        self.client, self._customer = proxy.client(), customer
        self._headers = {"authorization": f"Bearer {token}"}
        self.said, self.wrong, self.over = 0, list[str](), threading.Event()

    def run(self) -> None:
        """Ask until it is over."""
        while not self.over.wait(0.1):
            line = self._customer.request(f"call-{self.said}")
            try:
                answer = self.client.put(f"/api/v1/service_requests/{line.pop('number')}", json=line, headers=self._headers)
            except httpx2.HTTPError as error:
                self.wrong.append(repr(error))
            else:
                self.said += 1
                if answer.status_code != 201:
                    self.wrong.append(f"{answer.status_code} {answer.text[:200]}")


@pytest.mark.timeout(300)
def test_one_process_takes_the_place_of_another_and_no_click_is_lost(proxy: Proxy, far: Browser, tmp_path: Path) -> None:
    customer, old = Customer(proxy.server, "new"), proxy.server
    old.load(*customer.lines(), *_many(customer))
    page = _visit(proxy, far, customer.claire)
    expect(page.get_by_test_id("product-row")).to_have_count(CLICKS + 1)
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("999-999")
    caller = Caller(proxy, customer, old.run(lambda: api_tokens.create("ticketing")))
    caller.start()
    proxy.lead_to(start(tmp_path, PUBLIC_URL=ORIGIN, DATA_DIR=old.environment["MONPRODUIT_DATA_DIR"]))
    database = sqlite3.connect(old.folder / "monproduit.db", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")  # what is asked for now waits, and is under way when the old process is told to end
    page.evaluate(HIDE, [20, CLICKS // 2, customer.product])
    while page.evaluate("window.clicked.size") < CLICKS // 2:
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)
    begun = time.monotonic()
    with page.expect_websocket():
        os.kill(old.process.pid, signal.SIGTERM)
        page.wait_for_timeout(300)
        database.execute("ROLLBACK")
    page.evaluate(HIDE, [20, CLICKS // 2, customer.product])
    assert old.process.wait(30) == 0
    ended = time.monotonic() - begun
    caller.over.set()
    caller.join(30)
    caller.client.close()
    proxy.server.load(customer.request("last"))
    row = page.get_by_test_id("product-row")
    expect(row).to_have_count(1, timeout=10_000)
    expect(row.get_by_test_id("cell-open_requests")).to_contain_text(f"{caller.said + 1} ouvertes", timeout=10_000)
    took = time.monotonic() - begun
    expect(page.get_by_test_id("license-number")).to_have_value("999-999")
    assert (page.evaluate("window.clicked.size"), caller.wrong) == (CLICKS, [])
    print(f"{CLICKS} clicks and {caller.said} calls, 0 lost; the old process ended after {ended:.1f} s, the page was right after {took:.1f} s")  # noqa: T201


def _many(customer: Customer) -> Iterator[Line]:
    """Return products of Claire's, with a license each."""
    for number in range(CLICKS):
        slug = f"{number}-{customer.product}"
        yield {"type": "product", "slug": slug, "name": f"Vigie {number} {customer.suffix}", "family": "Supervision"}
        yield customer.license(f"{number}-{customer.number}", product=slug)
