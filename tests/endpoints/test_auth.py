"""The whole sign-in over HTTP, at the embedded provider, and what goes wrong."""

import base64
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.types import ASGIApp

from monproduit.core.settings import settings
from monproduit.endpoints.application import plain_http
from monproduit.endpoints.auth import local_path
from monproduit.endpoints.gate import cookie_name
from monproduit.identity_provider import application as provider_module
from monproduit.identity_provider.accounts import Account, Accounts
from monproduit.identity_provider.application import application, client_secret
from monproduit.identity_provider.server import Server
from monproduit.services import logins

ORIGIN = "http://localhost:3000"
CLAIRE = {"claire@exemple.fr": Account("claire@exemple.fr", "Claire Laurent")}
pytestmark = pytest.mark.usefixtures("portal")


def _browser(app: ASGIApp, **options: Any) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app, **options), base_url=ORIGIN, follow_redirects=False)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> list[Server]:
    """The provider's server once it is made, to sign with its key."""
    made: list[Server] = []

    class Kept(Server):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            made.append(self)

    monkeypatch.setattr(provider_module, "Server", Kept)
    return made


@pytest.fixture
async def client(server: list[Server]) -> AsyncIterator[httpx2.AsyncClient]:  # noqa: ARG001 (it must be in place first)
    """A browser before the portal."""
    async with _browser(plain_http(application(Accounts(CLAIRE, "demo")), client_secret())) as made:
        yield made


async def _sign_in(client: httpx2.AsyncClient, password: str = "demo", wanted: str = "/fr") -> httpx2.Response:
    to_provider = await client.get("/auth/login", params={"next": wanted})
    form = await client.post(to_provider.headers["location"], data={"username": "Claire@exemple.fr ", "password": password})
    return await client.get(form.headers["location"]) if form.is_redirect else form


async def test_the_right_password_gives_a_strict_cookie_and_leads_where_one_wanted(client: httpx2.AsyncClient) -> None:
    answer = await _sign_in(client, wanted="/fr/faq")
    assert (answer.status_code, answer.headers["location"]) == (303, "/fr/faq")
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(f"{cookie_name()}="))
    assert all(word in cookie.lower() for word in ("httponly", "samesite=lax", "path=/"))
    assert (await client.get("/auth/whoami")).json() == {"signed_in": True}


async def test_a_wrong_password_is_said_and_repeated_ones_must_wait(client: httpx2.AsyncClient) -> None:
    statuses = [(await _sign_in(client, "faux")).status_code for _ in range(9)]
    assert statuses == [401] * 8 + [429]
    assert (await _sign_in(client)).status_code == 429


async def test_signing_out_ends_the_login_and_needs_the_portals_own_origin(client: httpx2.AsyncClient) -> None:
    await _sign_in(client)
    for headers in ({}, {"origin": "https://evil.example"}, {"origin": "null"}):
        assert (await client.post("/auth/logout", headers=headers)).status_code == 403
    assert (await client.get("/auth/whoami")).status_code == 200
    cookie = client.cookies[cookie_name()]
    answer = await client.post("/auth/logout", headers={"origin": ORIGIN})
    assert answer.headers["location"].startswith(f"{ORIGIN}/idp/end-session?")
    back = await client.get(answer.headers["location"])
    assert back.headers["location"].startswith(f"{ORIGIN}/auth/bye")
    assert await logins.live(logins.digest(cookie)) is None
    assert "Vous êtes déconnecté" in (await client.get("/auth/bye")).text


async def test_over_https_the_cookie_is_taken_back_as_it_was_given(client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser keeps a `__Host-` cookie when the answer that deletes it is not `Secure` too."""
    monkeypatch.setenv("MONPRODUIT_PUBLIC_URL", "https://produits.exemple.fr")
    settings.cache_clear()
    answer = await client.post("/auth/logout", headers={"origin": "https://produits.exemple.fr"})
    (cookie,) = [value for value in answer.headers.get_list("set-cookie") if value.startswith("__Host-monproduit=")]
    assert {"Secure", "HttpOnly", "Path=/", "Max-Age=0"} <= set(cookie.split("; "))


async def test_over_https_each_cookie_belongs_to_this_very_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """The login's cookie and the one that remembers a sign-in meanwhile."""
    monkeypatch.setenv("MONPRODUIT_PUBLIC_URL", "https://localhost")
    settings.cache_clear()
    app = plain_http(application(Accounts(CLAIRE, "demo")), client_secret())
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="https://localhost") as client:
        given = (await client.get("/auth/login")).headers.get_list("set-cookie") + (await _sign_in(client)).headers.get_list("set-cookie")
    names = [cookie.partition("=")[0] for cookie in given]
    assert set(names) == {"__Host-monproduit", "__Host-monproduit-sign-in"}
    for cookie in given:
        words = {word.strip().lower() for word in cookie.split(";")}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= words
        assert "domain" not in cookie.lower()


@pytest.mark.parametrize("query", ["", "?code=x&state=y", "?error=access_denied&state=y"])
async def test_a_forged_callback_gets_a_plain_page(client: httpx2.AsyncClient, query: str) -> None:
    answer = await client.get(f"/auth/callback{query}", headers={"accept-language": "en-GB"})
    assert answer.status_code == 400
    assert "Signing in did not succeed" in answer.text
    assert "set-cookie" not in answer.headers or cookie_name() + "=" not in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("wanted", "language"), [("/en/alerts?product=vigie", "en"), ("/fr", "fr"), ("/en", "en"), ("/", "fr"), ("/de/alerts", "fr"), ("//en/en", "fr")]
)
async def test_one_signs_in_in_the_language_of_the_page_that_one_wants(client: httpx2.AsyncClient, wanted: str, language: str) -> None:
    french = {"accept-language": "fr-FR"}
    to_provider = await client.get("/auth/login", params={"next": wanted}, headers=french)
    form = await client.get(to_provider.headers["location"], headers=french)
    assert f'<html lang="{language}">' in form.text
    assert f'<html lang="{language}">' in (await client.get("/auth/over", params={"next": wanted}, headers=french)).text


async def test_another_browser_cannot_finish_a_sign_in(client: httpx2.AsyncClient) -> None:
    to_provider = await client.get("/auth/login")
    form = await client.post(to_provider.headers["location"], data={"username": "claire@exemple.fr", "password": "demo"})
    client.cookies.clear()
    assert (await client.get(form.headers["location"])).status_code == 400


async def test_a_code_is_good_once(client: httpx2.AsyncClient) -> None:
    to_provider = await client.get("/auth/login")
    form = await client.post(to_provider.headers["location"], data={"username": "claire@exemple.fr", "password": "demo"})
    session = dict(client.cookies)
    assert (await client.get(form.headers["location"])).status_code == 303
    client.cookies.clear()
    client.cookies.update(session)
    assert (await client.get(form.headers["location"])).status_code == 400


async def test_the_code_needs_its_verifier(client: httpx2.AsyncClient) -> None:
    to_provider = await client.get("/auth/login")
    form = await client.post(to_provider.headers["location"], data={"username": "claire@exemple.fr", "password": "demo"})
    code = parse_qs(urlsplit(form.headers["location"]).query)["code"][0]
    data = {"grant_type": "authorization_code", "code": code, "redirect_uri": f"{ORIGIN}/auth/callback", "code_verifier": "x" * 43}
    answer = await client.post("/idp/token", data=data, auth=("monproduit", client_secret()))
    assert answer.status_code == 400
    assert "id_token" not in answer.text


@pytest.mark.parametrize("change", [{"code_challenge": None}, {"nonce": None}, {"redirect_uri": "https://evil.example/"}, {"client_id": "autre"}])
async def test_an_incomplete_request_is_refused_before_any_password(client: httpx2.AsyncClient, change: dict[str, str | None]) -> None:
    to_provider = urlsplit((await client.get("/auth/login")).headers["location"])
    query = {key: values[0] for key, values in parse_qs(to_provider.query).items()} | change
    answer = await client.get("/idp/authorize", params={key: value for key, value in query.items() if value})
    assert answer.status_code in {302, 400}
    assert "password" not in answer.text
    assert not answer.headers.get("location", "").startswith("https://evil.example")


async def test_the_embedded_provider_serves_this_machine_under_its_own_name_alone() -> None:
    app = plain_http(application(Accounts(CLAIRE, "demo")), client_secret())
    async with _browser(app) as here:
        assert (await here.get("/idp/jwks")).status_code == 200
        assert (await here.get("/idp/jwks", headers={"host": "evil.example"})).status_code == 403
    async with _browser(app, client=("192.0.2.7", 4711)) as elsewhere:
        assert (await elsewhere.get("/idp/jwks")).status_code == 403


async def test_a_provider_out_of_reach_gives_a_plain_page_in_the_persons_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from monproduit.core import settings

    monkeypatch.setenv("MONPRODUIT_OIDC_ISSUER", "http://127.0.0.1:9")
    settings.settings.cache_clear()
    async with _browser(plain_http(None, "secret")) as client:
        answer = await client.get("/auth/login", headers={"accept-language": "fr"})
    assert answer.status_code == 503
    assert "La connexion est momentanément impossible" in answer.text


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("/fr/faq?a=1", "/fr/faq?a=1"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/fr\r\nSet-Cookie: x=1", "/"),
        ("/auth/logout", "/"),
        ("", "/"),
    ],
)
def test_one_is_led_to_the_portal_only(wanted: str, expected: str) -> None:
    assert local_path(wanted) == expected


async def test_the_entrance_speaks_the_browsers_language(client: httpx2.AsyncClient) -> None:
    for accepts, expected in (("en-GB,en;q=0.9,fr;q=0.5", "/en"), ("de,fr;q=0.3,en;q=0.2", "/fr"), ("", "/fr"), ("x;q=wrong,en", "/en")):
        assert (await client.get("/", headers={"accept-language": accepts})).headers["location"] == expected


def _logout_token(**change: Any) -> dict[str, Any]:
    now = int(time.time())
    event = {"http://schemas.openid.net/event/backchannel-logout": {}}
    claims = {"iss": f"{ORIGIN}/idp", "aud": "monproduit", "iat": now, "exp": now + 60, "sub": "claire@exemple.fr", "events": event, **change}
    return {key: value for key, value in claims.items() if value is not None}


async def test_the_provider_may_end_a_login(client: httpx2.AsyncClient, server: list[Server]) -> None:
    await _sign_in(client)
    key = server[0].key
    token = jwt.encode({"alg": "ES256", "kid": key.kid}, _logout_token(), key)
    assert (await client.post("/auth/backchannel", data={"logout_token": token})).status_code == 200
    assert (await client.get("/auth/whoami")).status_code == 401


@pytest.mark.parametrize(
    "change", [{"iss": "x"}, {"aud": "x"}, {"exp": 1}, {"iat": None}, {"exp": None}, {"events": {}}, {"events": None}, {"nonce": "n"}, {"sub": None}]
)
async def test_a_wrong_logout_token_ends_nothing(client: httpx2.AsyncClient, server: list[Server], change: dict[str, Any]) -> None:
    await _sign_in(client)
    key = server[0].key
    token = jwt.encode({"alg": "ES256", "kid": key.kid}, _logout_token(**change), key)
    assert (await client.post("/auth/backchannel", data={"logout_token": token})).status_code == 400
    assert (await client.get("/auth/whoami")).status_code == 200


@pytest.mark.parametrize(("typ", "status"), [("logout+jwt", 200), ("JWT", 200), ("at+jwt", 400), ("application/at+jwt", 400), ("dpop+jwt", 400)])
async def test_a_token_made_for_something_else_ends_nothing(client: httpx2.AsyncClient, server: list[Server], typ: str, status: int) -> None:
    await _sign_in(client)
    key = server[0].key
    token = jwt.encode({"alg": "ES256", "kid": key.kid, "typ": typ}, _logout_token(), key)
    assert (await client.post("/auth/backchannel", data={"logout_token": token})).status_code == status
    assert (await client.get("/auth/whoami")).status_code == (401 if status == 200 else 200)


async def test_a_page_whose_login_is_over_waits_until_somebody_wants_to_sign_in(client: httpx2.AsyncClient) -> None:
    """A provider that remembers people would sign them in again unasked."""
    answer = await client.get("/auth/over", params={"next": "/fr/faq"})
    assert (answer.status_code, 'href="/auth/login?next=%2Ffr%2Ffaq"' in answer.text) == (200, True)
    assert "evil" not in (await client.get("/auth/over", params={"next": "https://evil.example"})).text


async def test_at_the_embedded_provider_one_may_prove_anew_who_one_is(client: httpx2.AsyncClient) -> None:
    to_provider = await client.get("/auth/login", params={"next": "/fr/profile", "again": "1"})
    form = await client.post(to_provider.headers["location"], data={"username": "claire@exemple.fr", "password": "demo"})
    answer = await client.get(form.headers["location"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/fr/profile")


async def test_a_password_is_never_cut() -> None:
    long = "x" * 1000
    accounts = Accounts(CLAIRE, long)
    assert await accounts.check("claire@exemple.fr", long)
    assert not await accounts.check("claire@exemple.fr", f"{long}y")
    assert await Accounts(CLAIRE, "p" * 64).check("claire@exemple.fr", "p" * 64)


async def test_a_logout_token_of_another_hand_ends_nothing(client: httpx2.AsyncClient, server: list[Server]) -> None:
    await _sign_in(client)
    key, claims = server[0].key, _logout_token()
    other = ECKey.generate_key("P-256")
    tokens = [jwt.encode({"alg": "ES256", "kid": key.kid}, claims, other), "", "a.b.c"]
    _, payload, _ = jwt.encode({"alg": "ES256"}, claims, other).split(".")
    tokens.append(f"{_encoded({'alg': 'none'})}.{payload}.")
    signed = f"{_encoded({'alg': 'HS256', 'kid': key.kid})}.{payload}"
    mac = hmac.digest(key.as_pem(private=False), signed.encode(), "sha256")
    tokens.append(f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}")
    for token in tokens:
        assert (await client.post("/auth/backchannel", data={"logout_token": token})).status_code == 400
    assert (await client.get("/auth/whoami")).status_code == 200


def _encoded(header: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
