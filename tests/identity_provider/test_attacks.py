"""The embedded provider under attack: at its authorize, token and end-session endpoints."""

import asyncio
import secrets
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import time_machine
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from monproduit.core import clock
from monproduit.endpoints.application import plain_http
from monproduit.identity_provider.accounts import Account, Accounts
from monproduit.identity_provider.application import application, client_secret

ORIGIN = "http://localhost:3000"
CALLBACK = f"{ORIGIN}/auth/callback"
VERIFIER = "v" * 43
PEOPLE = {name: Account(name, name) for name in ("claire@exemple.fr", "nora@exemple.fr")}
ASKED: dict[str, Any] = {
    "response_type": "code",
    "client_id": "monproduit",
    "redirect_uri": CALLBACK,
    "scope": "openid profile email",
    "state": "a-state",
    "nonce": "a-nonce",
    "code_challenge": create_s256_code_challenge(VERIFIER),
    "code_challenge_method": "S256",
}


@pytest.fixture(scope="module")
def provider() -> ASGIApp:
    """The provider alone, with one key for all tests."""
    return Starlette(routes=[Mount("/idp", application(Accounts(PEOPLE, "demo")))])


@pytest.fixture
async def http(provider: ASGIApp) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser before the provider."""
    async with _browser(provider) as made:
        yield made


def _browser(app: ASGIApp) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=ORIGIN)


def _with(changed: dict[str, Any]) -> dict[str, Any]:
    words = {**ASKED, "nonce": secrets.token_hex(8), **changed}
    return {name: value for name, value in words.items() if value is not None}


async def _authorize(http: httpx2.AsyncClient, **changed: Any) -> httpx2.Response:
    person = {"username": "claire@exemple.fr", "password": "demo"}
    return await http.post("/idp/authorize", params=_with(changed), data=person)


async def _code(http: httpx2.AsyncClient, **changed: Any) -> str:
    answer = await _authorize(http, **changed)
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


async def _exchange(http: httpx2.AsyncClient, auth: Any = None, **changed: Any) -> httpx2.Response:
    data = {"grant_type": "authorization_code", "redirect_uri": CALLBACK, "code_verifier": VERIFIER, **changed}
    given = {name: value for name, value in data.items() if value is not None}
    return await http.post("/idp/token", data=given, auth=auth or ("monproduit", client_secret()))


async def test_an_honest_request_gets_a_code_and_a_token(http: httpx2.AsyncClient) -> None:
    answer = await _exchange(http, code=await _code(http))
    assert answer.status_code == 200
    assert answer.json()["id_token"].count(".") == 2
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "redirect_uri",
    [
        f"{CALLBACK}/",
        f"{CALLBACK}/../evil",
        f"{CALLBACK}?next=https://evil.example",
        f"{CALLBACK}#evil",
        f"{CALLBACK}%00",
        f"{CALLBACK}x",
        f"{ORIGIN}/auth",
        f"{ORIGIN}/",
        ORIGIN,
        "http://localhost:3001/auth/callback",
        "http://localhost/auth/callback",
        "https://localhost:3000/auth/callback",
        "http://127.0.0.1:3000/auth/callback",
        "http://localhost:3000@evil.example/auth/callback",
        "http://evil.example/auth/callback",
        "http://localhost:3000.evil.example/auth/callback",
        "HTTP://LOCALHOST:3000/auth/callback",
        "//localhost:3000/auth/callback",
        "/auth/callback",
        "javascript:alert(1)",
        "",
        None,
    ],
)
async def test_a_code_is_sent_to_the_one_address_that_was_agreed(http: httpx2.AsyncClient, redirect_uri: str | None) -> None:
    for answer in (await http.get("/idp/authorize", params=_with({"redirect_uri": redirect_uri})), await _authorize(http, redirect_uri=redirect_uri)):
        assert answer.status_code == 400
        assert "location" not in answer.headers
        assert 'name="password"' not in answer.text


@pytest.mark.parametrize(
    "changed",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge": None},
        {"code_challenge": VERIFIER, "code_challenge_method": "plain"},
        {"code_challenge": VERIFIER, "code_challenge_method": None},
        {"code_challenge_method": "s256"},
        {"code_challenge_method": "none"},
        {"code_challenge": "short"},
        {"nonce": None},
        {"nonce": ""},
        {"response_type": "token"},
        {"response_type": "id_token"},
        {"response_type": "code id_token"},
        {"response_type": "none"},
        {"response_type": None},
        {"client_id": "other-client"},
        {"client_id": None},
        {"scope": "profile"},
        {"scope": "openid admin"},
        {"scope": None},
        {"response_mode": "fragment"},
        {"response_mode": "form_post"},
        {"response_mode": "query.jwt"},
        {"request": "eyJhbGciOiJub25lIn0.e30."},
        {"request_uri": "https://evil.example/request"},
        {"registration": "{}"},
        {"prompt": "none"},
    ],
    ids=str,
)
async def test_a_weaker_request_is_refused_before_any_password(http: httpx2.AsyncClient, changed: dict[str, Any]) -> None:
    for answer in (await http.get("/idp/authorize", params=_with(changed)), await _authorize(http, **changed)):
        assert answer.status_code in {302, 400}
        assert 'name="password"' not in answer.text
        location = urlsplit(answer.headers.get("location", CALLBACK))
        assert f"{location.scheme}://{location.netloc}{location.path}" == CALLBACK
        assert "code=" not in location.query + location.fragment
        assert "token=" not in location.query + location.fragment


@pytest.mark.parametrize("name", ["redirect_uri", "client_id", "code_challenge", "nonce", "state", "scope"])
async def test_a_word_that_is_said_twice_is_refused(http: httpx2.AsyncClient, name: str) -> None:
    words = [*ASKED.items(), (name, "https://evil.example/")]
    for order in (words, [words[-1], *words[:-1]]):
        answer = await http.get("/idp/authorize", params=order)
        assert answer.status_code == 400
        assert "location" not in answer.headers


async def test_a_nonce_is_good_for_one_code_at_a_time(http: httpx2.AsyncClient) -> None:
    await _code(http, nonce="said-twice")
    assert "code=" not in (await _authorize(http, nonce="said-twice")).headers.get("location", "")


@pytest.mark.parametrize(
    "changed",
    [
        {"code_verifier": None},
        {"code_verifier": ""},
        {"code_verifier": "w" * 43},
        {"code_verifier": "short"},
        {"code_verifier": create_s256_code_challenge(VERIFIER)},
        {"redirect_uri": None},
        {"redirect_uri": f"{CALLBACK}/"},
        {"redirect_uri": "https://evil.example/"},
        {"grant_type": "password", "username": "claire@exemple.fr", "password": "demo"},
        {"grant_type": "client_credentials"},
        {"grant_type": "refresh_token", "refresh_token": "x"},
        {"grant_type": "urn:ietf:params:oauth:grant-type:device_code"},
        {"grant_type": None},
        {"code": "another-code"},
        {"code": ""},
    ],
    ids=str,
)
async def test_a_code_alone_is_worth_nothing(http: httpx2.AsyncClient, changed: dict[str, Any]) -> None:
    answer = await _exchange(http, **{"code": await _code(http), **changed})
    assert answer.status_code == 400
    assert "token" not in answer.json()
    assert "error" in answer.json()


@pytest.mark.parametrize("auth", [("monproduit", "wrong"), ("monproduit", ""), ("other-client", "x"), ("", "")], ids=str)
async def test_a_code_for_another_client(http: httpx2.AsyncClient, auth: tuple[str, str]) -> None:
    answer = await _exchange(http, auth, code=await _code(http))
    assert answer.status_code in {400, 401}
    assert "id_token" not in answer.text


async def test_the_secret_goes_in_the_head_only(http: httpx2.AsyncClient) -> None:
    code = await _code(http)
    data = {"grant_type": "authorization_code", "redirect_uri": CALLBACK, "code_verifier": VERIFIER, "code": code}
    for extra in ({"client_id": "monproduit", "client_secret": client_secret()}, {"client_id": "monproduit"}):
        assert (await http.post("/idp/token", data=data | extra)).status_code in {400, 401}
    mixed = {"authorization": "Basic " + b64encode(b"\xff\xfe:x").decode()}
    assert (await http.post("/idp/token", data=data, headers=mixed)).status_code in {400, 401}


async def test_a_code_is_good_once_even_for_several_at_the_same_time(http: httpx2.AsyncClient) -> None:
    code = await _code(http)
    answers = await asyncio.gather(*(_exchange(http, code=code) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400, 400]


async def test_a_code_is_good_for_a_minute(http: httpx2.AsyncClient) -> None:
    code = await _code(http)
    with time_machine.travel(clock.now().timestamp() + 61):
        assert (await _exchange(http, code=code)).status_code == 400


@pytest.mark.usefixtures("portal")
async def test_what_a_used_code_gave_opens_no_door() -> None:
    """A provider revokes the tokens of a code that comes twice; here there is nothing that they open."""
    async with _browser(plain_http(application(Accounts(PEOPLE, "demo")), client_secret())) as http:
        token = (await _exchange(http, code=await _code(http))).json()["access_token"]
        bearer = {"authorization": f"Bearer {token}"}
        for path in ("/api/v1/products", "/idp/userinfo", "/auth/whoami"):
            assert (await http.get(path, headers=bearer)).status_code in {401, 404}


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:3000.evil.example", ""])
async def test_a_password_typed_on_another_page(http: httpx2.AsyncClient, origin: str) -> None:
    person = {"username": "claire@exemple.fr", "password": "demo"}
    answer = await http.post("/idp/authorize", params=ASKED, data=person, headers={"origin": origin})
    assert (answer.status_code, answer.headers.get("location")) == (403, None)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"post_logout_redirect_uri": "https://evil.example"},
        {"post_logout_redirect_uri": f"{ORIGIN}/auth/bye/../login"},
        {"post_logout_redirect_uri": f"{ORIGIN}/auth/bye@evil.example"},
        {"post_logout_redirect_uri": f"{ORIGIN}/auth/bye", "state": "x\r\nset-cookie: a=b"},
        {"post_logout_redirect_uri": f"{ORIGIN}/auth/bye", "state": "&next=//evil.example"},
        {"post_logout_redirect_uri": f"{ORIGIN}/auth/bye", "id_token_hint": "of.another.person"},
        {"id_token_hint": "x" * 10_000},
    ],
    ids=lambda query: str(query)[:60],
)
async def test_signing_out_leads_to_the_portals_good_bye_alone(http: httpx2.AsyncClient, query: dict[str, str]) -> None:
    for answer in (await http.get("/idp/end-session", params=query), await http.post("/idp/end-session", params=query)):
        assert (answer.status_code, answer.headers["location"]) == (303, f"{ORIGIN}/auth/bye")
        assert "set-cookie" not in answer.headers


async def test_words_of_the_address_are_never_markup(http: httpx2.AsyncClient) -> None:
    for changed in ({"client_id": "<script>x</script>"}, {"response_type": "<b>"}, {"ui_locales": "<i>"}, {"scope": "<u>"}):
        answer = await http.get("/idp/authorize", params=_with(changed))
        assert not any(value in answer.text for value in changed.values())
    typed = {"username": '"><script>x</script>', "password": "x"}
    assert "<script>x" not in (await http.post("/idp/authorize", params=ASKED, data=typed)).text


async def test_its_key_and_secret_are_nowhere_to_be_read(http: httpx2.AsyncClient) -> None:
    (public,) = (await http.get("/idp/jwks")).json()["keys"]
    assert set(public) <= {"kty", "crv", "x", "y", "use", "alg", "kid"}
    said = (await http.get("/idp/.well-known/openid-configuration")).json()
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["response_types_supported"] == ["code"]
    assert client_secret() not in str(said)
