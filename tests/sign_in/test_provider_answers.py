"""What a provider may answer, beside the truth: nobody is signed in, and nothing is waited for or kept without end."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from monproduit.integrations import identity
from tests.sign_in.fake_provider import ISSUER, Answer, Browser, FakeProvider, key

HUGE = b'{"keys": [], "x": "' + b"x" * 2_000_000 + b'"}'
BOMB = gzip.compress(b'{"x": "' + b" " * 10_000_000 + b'"}')
ANSWERS: dict[str, Answer] = {
    "huge": lambda: Response(HUGE, media_type="application/json"),
    "a bomb": lambda: Response(BOMB, headers={"content-encoding": "gzip"}, media_type="application/json"),
    "a page": lambda: HTMLResponse("<h1>Bad gateway</h1>", 200),
    "nothing": lambda: Response(b""),
    "a list": lambda: JSONResponse([]),
    "null": lambda: JSONResponse(None),
    "a number": lambda: JSONResponse(7),
    "deep": lambda: Response(b"[" * 100_000, media_type="application/json"),
    "not text": lambda: Response(b"\xff\xfe\x00", media_type="application/json"),
    "elsewhere": lambda: RedirectResponse(f"{ISSUER}/elsewhere", 307),
    "this machine": lambda: RedirectResponse("http://169.254.169.254/latest", 302),
    "an error of its own": lambda: Response(b"oops", 500),
}


async def _is_refused(visitor: Browser) -> bool:
    asked = await visitor.leave()
    if asked["status"] == "503":
        return not await visitor.is_signed_in()
    answer = await visitor.come_back(asked)
    assert answer.status_code in {400, 503}, answer.text
    assert "text/html" in answer.headers["content-type"]
    return not await visitor.is_signed_in()


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("endpoint", ["discovery", "jwks", "token", "userinfo"])
async def test_an_endpoint_that_answers_with(visitor: Browser, provider: FakeProvider, endpoint: str, answer: Answer) -> None:
    provider.claims = {"email": None}
    provider.answers[endpoint] = answer
    assert await _is_refused(visitor)


@pytest.mark.parametrize("endpoint", ["discovery", "jwks", "token", "userinfo"])
async def test_an_endpoint_that_takes_its_time(visitor: Browser, provider: FakeProvider, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "PATIENCE", 0.05)
    provider.claims = {"email": None}
    provider.slow, provider.delay = endpoint, 5
    assert await _is_refused(visitor)


@pytest.mark.parametrize("answer", ["huge", "a page", "a list", "deep", "this machine", "an error of its own"])
async def test_keys_that_cannot_be_had_are_no_error_of_the_portal_when_a_sign_in_ends(visitor: Browser, provider: FakeProvider, answer: str) -> None:
    provider.answers["jwks"] = ANSWERS[answer]
    assert (await visitor.http.post("/auth/backchannel", data={"logout_token": "a.b.c"})).status_code in {400, 503}


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://other.example"},
        {"issuer": f"{ISSUER}/"},
        {"issuer": None},
        {"issuer": [ISSUER]},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "//evil.example"},
        {"authorization_endpoint": None},
        {"token_endpoint": "file:///etc/passwd"},
        {"token_endpoint": None},
        {"jwks_uri": "ftp://evil.example/jwks"},
        {"jwks_uri": None},
        {"jwks_uri": 5},
        {"id_token_signing_alg_values_supported": ["none"]},
        {"id_token_signing_alg_values_supported": ["HS256"]},
        {"id_token_signing_alg_values_supported": "RS256"},
    ],
    ids=str,
)
async def test_a_provider_that_says_of_itself(visitor: Browser, provider: FakeProvider, said: dict[str, Any]) -> None:
    provider.said = said
    assert (await visitor.leave())["status"] == "503"
    assert await _is_refused(visitor)


@pytest.mark.parametrize(
    "said",
    [
        {"code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"scope": "email"},
        {"redirect_uri": "https://evil.example"},
        {"response_mode": "fragment"},
        {"client_id": "other-client"},
        {"follow_redirects": True},
        {"proxy": "http://evil.example"},
        {"verify": False},
        {"jwks": {"keys": [key("other").as_dict(private=False)]}},
    ],
    ids=lambda said: str(said)[:20],
)
async def test_a_provider_cannot_set_how_the_portal_asks(visitor: Browser, provider: FakeProvider, said: dict[str, Any]) -> None:
    provider.answers["discovery"] = _saying(provider, said)
    asked = await visitor.leave()
    assert (asked["code_challenge_method"], asked["scope"], asked["client_id"]) == ("S256", "openid profile email", "monproduit")
    assert (asked["response_type"], asked["redirect_uri"]) == ("code", "http://localhost:3000/auth/callback")
    assert asked["nonce"]
    assert (await visitor.come_back(asked)).status_code == 303
    assert provider.asked[0]["code_verifier"]


def _saying(provider: FakeProvider, said: dict[str, Any]) -> Answer:
    honest: Callable[[], Response] = provider.honest("discovery")
    return lambda: JSONResponse(json.loads(honest().body) | said)


@pytest.mark.parametrize(
    "token",
    [
        {"access_token": "x", "token_type": "Bearer"},
        {"access_token": "x", "token_type": "Bearer", "id_token": None},
        {"access_token": "x", "token_type": "Bearer", "id_token": 5},
        {"access_token": "x", "token_type": "Bearer", "id_token": ["x"]},
        {"error": "invalid_grant"},
        {"error": {"code": 1}},
        {"userinfo": {"sub": "claire", "email": "claire@exemple.fr", "email_verified": True}},
    ],
    ids=str,
)
async def test_an_answer_without_an_id_token(visitor: Browser, provider: FakeProvider, token: dict[str, Any]) -> None:
    provider.answers["token"] = lambda: JSONResponse(token)
    assert await _is_refused(visitor)


@pytest.mark.parametrize(
    "told", [{"sub": "nora", "email": "nora@exemple.fr"}, {"sub": None}, {"sub": ["claire"]}, {"email_verified": False}], ids=str
)
async def test_what_is_told_of_somebody_else_is_not_believed(visitor: Browser, provider: FakeProvider, told: dict[str, Any]) -> None:
    provider.claims, provider.told = {"email": None, "email_verified": None}, told
    assert await _is_refused(visitor)


async def test_what_is_told_of_the_same_person_is_believed(visitor: Browser, provider: FakeProvider) -> None:
    provider.claims = {"email": None, "email_verified": None}
    assert (await visitor.sign_in()).status_code == 303


@pytest.mark.parametrize("ending", [None, "javascript:alert(1)", "//evil.example", 5])
async def test_signing_out_never_leads_to_an_address_that_is_none(visitor: Browser, provider: FakeProvider, ending: Any) -> None:
    provider.said = {"end_session_endpoint": ending}
    if ending is not None:
        assert (await visitor.leave())["status"] == "503"
        return
    await visitor.sign_in()
    answer = await visitor.http.post("/auth/logout", headers={"origin": "http://localhost:3000"})
    assert answer.headers["location"] == "/auth/bye"
    assert not await visitor.is_signed_in()
