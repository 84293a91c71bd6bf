"""Sign-in, sign-out and back-channel sign-out at an independent provider, run by bun."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx2
import pytest

from monproduit.core import settings
from monproduit.endpoints.application import plain_http
from monproduit.services import logins

_HERE = Path(__file__).parent / "provider"
_BUN = Path(sys.executable).with_name("bun")
ORIGIN = "http://localhost:3000"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Install and serve npm's oidc-provider; return its issuer."""
    folder = tmp_path_factory.mktemp("provider")
    for file in _HERE.iterdir():
        shutil.copy(file, folder)
    subprocess.run([_BUN, "install", "--frozen-lockfile", "--silent"], cwd=folder, check=True, timeout=100)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with subprocess.Popen([_BUN, "provider.mjs", str(port), ORIGIN], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        assert any(line.strip() == b"listening" for line in process.stdout)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


class Browser:
    """A browser that knows two places: the portal, in this process, and the provider, over the network."""

    def __init__(self, portal: httpx2.AsyncClient, provider: httpx2.AsyncClient) -> None:
        self.portal, self.provider = portal, provider

    async def follow(self, address: str) -> httpx2.Response:
        """Go to an address of either, and on until a page is shown."""
        for _ in range(12):
            client = self.portal if address.startswith(ORIGIN) else self.provider
            answer = await client.get(address)
            if not answer.is_redirect or answer.headers["location"] == "/":
                return answer
            address = urljoin(address, answer.headers["location"])
        raise AssertionError(address)

    async def submit(self, page: httpx2.Response, **fields: str) -> httpx2.Response:
        """Send the first form of a page with its hidden fields."""
        action = re.search(r'action="([^"]+)"', page.text)
        assert action, page.text
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)"', page.text))
        answer = await self.provider.post(urljoin(str(page.url), action[1]), data=hidden | fields)
        return await self.follow(urljoin(str(page.url), answer.headers["location"]))

    async def sign_in(self) -> None:
        """Sign in as Claire, and agree."""
        page = await self.follow(f"{ORIGIN}/auth/login")
        page = await self.submit(page, login="claire", password="any")
        if 'value="consent"' in page.text:
            page = await self.submit(page)
        assert page.status_code == 303, page.text

    async def is_signed_in(self) -> bool:
        """Ask the portal."""
        return (await self.portal.get("/auth/whoami")).status_code == 200


@pytest.fixture
async def browser_(provider: str, portal: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Browser]:
    """A browser before a portal that trusts the second provider."""
    assert portal
    monkeypatch.setenv("MONPRODUIT_OIDC_ISSUER", provider)
    settings.settings.cache_clear()
    inside = httpx2.ASGITransport(app=plain_http(None, "a-secret-of-the-second-provider"))
    async with httpx2.AsyncClient(transport=inside, base_url=ORIGIN) as one, httpx2.AsyncClient() as other:
        yield Browser(one, other)


async def test_signing_in_at_another_provider(browser_: Browser) -> None:
    await browser_.sign_in()
    person = await logins.live(logins.digest(browser_.portal.cookies["monproduit"]))
    assert person
    assert (person.email, person.name) == ("claire@exemple.fr", "Claire Laurent")


async def test_signing_out_ends_the_sign_in_there_too(browser_: Browser) -> None:
    await browser_.sign_in()
    answer = await browser_.portal.post("/auth/logout", headers={"origin": ORIGIN})
    page = await browser_.follow(answer.headers["location"])
    page = await browser_.submit(page, logout="yes")
    assert "Vous êtes déconnecté" in page.text
    assert not await browser_.is_signed_in()
    assert "login" in (await browser_.follow(f"{ORIGIN}/auth/login")).text


async def test_signing_out_there_ends_the_login_here(browser_: Browser, provider: str) -> None:
    await browser_.sign_in()
    page = await browser_.follow(f"{provider}/session/end")
    await browser_.submit(page, logout="yes")
    token = (await browser_.provider.get(f"{provider}/told")).json()[-1]
    assert await browser_.is_signed_in()
    answer = await browser_.portal.post("/auth/backchannel", data={"logout_token": token})
    assert answer.status_code == 200
    assert not await browser_.is_signed_in()
