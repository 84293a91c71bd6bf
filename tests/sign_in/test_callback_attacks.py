"""Forged, swapped and repeated ways back from the provider, and places nobody should be led to."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from monproduit.endpoints.auth import local_path
from monproduit.endpoints.gate import cookie_name
from tests.sign_in.fake_provider import ISSUER, ORIGIN, Browser, FakeProvider


async def test_every_sign_in_has_a_state_a_nonce_and_a_challenge_of_its_own(visitor: Browser) -> None:
    first, second = await visitor.leave(), await visitor.leave()
    assert all(first[name] != second[name] and len(first[name]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert first["code_challenge_method"] == "S256"


@pytest.mark.parametrize("changed", [{"state": None}, {"state": ""}, {"state": "x" * 5000}, {"state": "None"}, {"code": None}, {"code": ""}], ids=str)
async def test_coming_back_without_what_one_was_given(visitor: Browser, provider: FakeProvider, changed: dict[str, Any]) -> None:
    if "code" in changed:
        provider.answers["token"] = provider.honest("userinfo")
    assert (await visitor.come_back(await visitor.leave(), **changed)).status_code == 400
    assert not await visitor.is_signed_in()


async def test_the_state_of_another_browser(visitor: Browser) -> None:
    async with visitor.another() as attackers:
        asked = await visitor.leave(http=attackers)
        assert (await visitor.come_back(asked)).status_code == 400
        own = await visitor.leave()
        assert (await visitor.come_back({**own, "state": asked["state"]})).status_code == 400
    assert not await visitor.is_signed_in()


async def test_a_state_is_good_once(visitor: Browser) -> None:
    asked = await visitor.leave()
    assert (await visitor.come_back(asked)).status_code == 303
    assert (await visitor.come_back(asked)).status_code == 400


async def test_a_state_whose_sign_in_failed_is_over(visitor: Browser, provider: FakeProvider) -> None:
    asked = await visitor.leave()
    provider.claims = {"aud": "other-client"}
    assert (await visitor.come_back(asked)).status_code == 400
    provider.claims = {}
    assert (await visitor.come_back(asked)).status_code == 400


async def test_the_nonce_of_an_earlier_sign_in(visitor: Browser, provider: FakeProvider) -> None:
    earlier = await visitor.leave()
    asked = await visitor.leave()
    provider.nonce = earlier["nonce"]
    assert (await visitor.come_back(asked)).status_code == 400


async def test_a_sign_in_kept_in_a_forged_cookie(visitor: Browser) -> None:
    asked = await visitor.leave()
    payload, *signature = visitor.http.cookies["monproduit-sign-in"].split(".", 1)
    visitor.http.cookies.clear()
    visitor.http.cookies.set("monproduit-sign-in", f"{payload[:-4]}AAA=.{signature[0]}", domain="localhost.local", path="/")
    assert (await visitor.come_back(asked)).status_code == 400


async def test_the_verifier_belongs_to_the_challenge(visitor: Browser, provider: FakeProvider) -> None:
    asked = await visitor.leave()
    await visitor.come_back(asked)
    assert create_s256_code_challenge(provider.asked[0]["code_verifier"]) == asked["code_challenge"]
    assert provider.asked[0]["redirect_uri"] == f"{ORIGIN}/auth/callback"


@pytest.mark.parametrize(
    ("iss", "announced", "status"),
    [
        (ISSUER, True, 303),
        (ISSUER, False, 303),
        (None, False, 303),
        (None, True, 400),
        ("https://other.example", False, 400),
        ("https://other.example", True, 400),
        (f"{ISSUER}/", True, 400),
        ("", True, 400),
        ([ISSUER, "https://other.example"], False, 400),
        (["https://other.example", ISSUER], False, 400),
    ],
)
async def test_an_answer_of_another_provider_is_not_taken_for_this_ones(
    visitor: Browser, provider: FakeProvider, iss: Any, announced: bool, status: int
) -> None:
    provider.said = {"authorization_response_iss_parameter_supported": announced}
    assert (await visitor.come_back(await visitor.leave(), iss=iss)).status_code == status
    assert len(provider.asked) == (status == 303), "a code of another provider goes nowhere"


@pytest.mark.parametrize("words", [{"id_token": "x"}, {"access_token": "x"}, {"error": "access_denied"}], ids=str)
async def test_tokens_and_errors_in_the_address_sign_nobody_in(visitor: Browser, words: dict[str, str]) -> None:
    answer = await visitor.come_back(await visitor.leave(), code=None, **words)
    assert answer.status_code == 400
    assert not await visitor.is_signed_in()


async def test_an_error_is_never_shown_in_its_own_words(visitor: Browser) -> None:
    answer = await visitor.come_back(await visitor.leave(), error="<script>alert(1)</script>", error_description="<b>call 0800</b>")
    assert answer.status_code == 400
    assert "alert(1)" not in answer.text
    assert "0800" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_the_way_back_is_a_visit_and_no_form(visitor: Browser, method: str) -> None:
    asked = await visitor.leave()
    answer = await visitor.http.request(method, "/auth/callback", data={"code": "c", "state": asked["state"]})
    assert answer.status_code == 405


async def test_a_cookie_planted_before_the_sign_in_is_worth_nothing_after_it(visitor: Browser) -> None:
    visitor.http.cookies.set(cookie_name(), "planted", domain="localhost.local", path="/")
    answer = await visitor.sign_in()
    given = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(f"{cookie_name()}="))
    assert "planted" not in given
    async with visitor.another() as attackers:
        attackers.cookies.set(cookie_name(), "planted")
        assert not await visitor.is_signed_in(attackers)


async def test_a_second_sign_in_ends_the_first_of_the_same_browser(visitor: Browser) -> None:
    await visitor.sign_in()
    async with visitor.another() as copied:
        copied.cookies.set(cookie_name(), visitor.http.cookies[cookie_name()])
        assert await visitor.is_signed_in(copied)
        await visitor.sign_in()
        assert not await visitor.is_signed_in(copied)
    assert await visitor.is_signed_in()


async def test_another_person_cannot_be_put_into_ones_browser(visitor: Browser) -> None:
    """Signing Claire in as the attacker would let her write down her licenses for them."""
    async with visitor.another() as attackers:
        asked = await visitor.leave(http=attackers)
    await visitor.leave()
    assert (await visitor.come_back(asked)).status_code == 400
    assert not await visitor.is_signed_in()


@pytest.mark.parametrize("host", ["evil.example", "localhost:3000@evil.example", "localhost:3000.evil.example"])
async def test_the_way_back_does_not_depend_on_what_the_browser_calls_the_portal(visitor: Browser, host: str) -> None:
    answer = await visitor.http.get("/auth/login", headers={"host": host, "x-forwarded-host": host, "forwarded": f"host={host}"})
    assert "redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fauth%2Fcallback" in answer.headers["location"]


ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "https:evil.example",
    "https:/evil.example",
    "HTTPS://evil.example",
    "http://localhost:3000@evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "@evil.example",
    ".evil.example",
    "/fr\r\nLocation: https://evil.example",
    "/fr\u2028x",
    "/fr\\..\\evil",
    "evil.example",
    "//evil.example/%2f..",
    "/auth/logout",
    "/idp/end-session",
    "/./auth/login?next=/",
    "/fr/../auth/login",
    "/%61uth/login",
]


@pytest.mark.parametrize("wanted", ELSEWHERE, ids=repr)
def test_nobody_is_led_elsewhere(wanted: str) -> None:
    assert local_path(wanted) == "/"


@pytest.mark.parametrize(
    "wanted", ["/%2Fevil.example", "/%5Cevil.example", "/%0d%0aLocation:x", "/.evil.example", "/fr//evil.example", "/fr?a=//evil.example"]
)
async def test_what_only_looks_like_elsewhere_stays_here(visitor: Browser, wanted: str) -> None:
    location = (await visitor.sign_in(wanted)).headers["location"]
    parts = urlsplit(location)
    assert (parts.scheme, parts.netloc) == ("", "")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert "\r" not in location
