"""The portal behind nginx, as `deploy/nginx.conf` sets it up: TLS, cookies of this very host, and a page that stays live."""

import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserType, expect

from monproduit.core import settings
from tests.browser.customer import Customer
from tests.browser.server import ROOT, Server, free_port, start
from tests.certificates import certificate

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not here")
ORIGIN = "https://localhost"
COOKIE = "__Host-monproduit"


@dataclass(frozen=True)
class Proxy:
    """A server behind nginx, which listens on a port of its own in place of 443."""

    server: Server
    port: int

    def client(self, **options: Any) -> httpx2.Client:
        """Return what speaks with nginx as with the portal's public name."""
        trusting = ssl._create_unverified_context()  # noqa: S323 (the certificate is our own)
        return httpx2.Client(base_url=f"https://127.0.0.1:{self.port}", headers={"host": "localhost"}, verify=trusting, timeout=30, **options)


def _configuration(folder: Path, port: int, behind: str) -> str:
    """Return the site of `deploy`, with this machine's ports and certificate, in a server of its own."""
    public, private = certificate(folder, "localhost")
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for old, new in (
        ("/etc/ssl/produits.editeur.example.pem", str(public)),
        ("/etc/ssl/produits.editeur.example.key", str(private)),
        ("produits.editeur.example", "localhost"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ", f"listen 127.0.0.1:{port} "),
        ("server 127.0.0.1:3000;", f"server {behind};"),
    ):
        assert old in site
        site = site.replace(old, new)
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"daemon off;\npid {folder}/pid;\nevents {{}}\nhttp {{\n{paths}{site}\n}}\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Serve the portal over https."""
    folder = tmp_path_factory.mktemp("nginx")
    server, port = start(tmp_path_factory.mktemp("behind"), PUBLIC_URL=ORIGIN), free_port()
    (folder / "nginx.conf").write_text(_configuration(folder, port, server.origin.replace("http://localhost", "127.0.0.1")))
    command = ["nginx", "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command) as process:
        made = Proxy(server, port)
        for _attempt in range(100):
            try:
                with made.client() as client:
                    assert client.get("/health/ready").status_code == 200
                break
            except httpx2.TransportError:
                time.sleep(0.1)
        yield made
        process.terminate()
    server.stop()


@pytest.fixture
def proxy(running: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """Let this test work on the server's database too."""
    monkeypatch.setenv("MONPRODUIT_DATA_DIR", str(running.server.folder))
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


def test_a_page_is_live_through_the_proxy(proxy: Proxy, far: Browser) -> None:
    customer = Customer(proxy.server, "tls")
    proxy.server.load(*customer.lines())
    context = far.new_context(base_url=ORIGIN, ignore_https_errors=True, locale="fr-FR")
    context.add_cookies([{"name": COOKIE, "value": proxy.server.cookie_of(customer.claire), "url": ORIGIN, "httpOnly": True, "secure": True}])
    page = context.new_page()
    page.goto("/fr")
    cell = page.get_by_test_id("cell-open_requests")
    expect(cell).to_contain_text("0 ouverte")
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
