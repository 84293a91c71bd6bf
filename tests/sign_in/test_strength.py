"""How strongly and how lately people prove who they are: asked of the provider, and looked up in what it signs."""

import time
from typing import Any

import pytest

from monproduit.core import settings
from monproduit.endpoints.gate import cookie_name
from monproduit.services import logins, own_logins
from tests.services.test_logs import Said, said  # noqa: F401 (a fixture)
from tests.sign_in.fake_provider import ORIGIN, Browser, FakeProvider
from tests.world import actor

MFA = "urn:example:two-factors"


@pytest.mark.parametrize(("acr", "status"), [(MFA, 303), (None, 400), ("urn:example:password", 400), ([MFA], 400), (f"{MFA} x", 400)], ids=str)
async def test_a_strength_that_the_settings_ask_for_is_asked_and_looked_up(
    visitor: Browser, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch, acr: Any, status: int
) -> None:
    monkeypatch.setattr(settings.settings(), "oidc_acr", f"{MFA} urn:example:key")
    provider.claims = {"acr": acr}
    asked = await visitor.leave()
    assert asked["acr_values"] == f"{MFA} urn:example:key"
    assert (await visitor.come_back(asked)).status_code == status


async def test_a_strength_told_outside_of_the_signed_token_does_not_count(
    visitor: Browser, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.settings(), "oidc_acr", MFA)
    provider.claims, provider.told = {"email": None, "email_verified": None}, {"acr": MFA}
    assert (await visitor.sign_in()).status_code == 400


async def test_without_the_setting_any_strength_is_good(visitor: Browser) -> None:
    assert "acr_values" not in await visitor.leave()


@pytest.mark.parametrize(("ago", "status"), [(0, 303), (3600, 400), (None, 400)], ids=str)
async def test_a_new_proof_is_asked_for_and_an_old_one_is_none(visitor: Browser, provider: FakeProvider, ago: int | None, status: int) -> None:
    provider.claims = {"auth_time": None if ago is None else int(time.time()) - ago}
    asked = await visitor.leave(again="1")
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    assert (await visitor.come_back(asked)).status_code == status
    if status == 303:
        login = logins.digest(visitor.http.cookies[cookie_name()])
        assert (await own_logins.page(await actor("claire@exemple.fr"), login)).may_end


async def test_a_usual_sign_in_after_one_that_was_to_be_new_is_usual_again(visitor: Browser) -> None:
    await visitor.leave(again="1")
    assert "prompt" not in (asked := await visitor.leave())
    assert (await visitor.come_back(asked)).status_code == 303


async def test_no_token_of_the_provider_reaches_the_browser(visitor: Browser, provider: FakeProvider) -> None:
    """Of what the provider gives for a code, the browser sees neither the ID token nor the access token."""
    given = provider.honest("token")
    seen = list[str]()

    def noted() -> Any:
        answer = given()
        seen.append(bytes(answer.body).decode())
        return answer

    provider.answers["token"] = noted
    answer = await visitor.sign_in()
    assert answer.status_code == 303
    tokens = ["opens nothing", next(part for part in seen[0].split('"') if part.count(".") == 2)]
    assert not [token for token in tokens if token in str(answer.headers) + answer.text + str(dict(visitor.http.cookies))]


async def test_signing_in_and_out_and_each_refusal_are_in_the_log(visitor: Browser, provider: FakeProvider, said: Said) -> None:  # noqa: F811
    provider.claims = {"amr": ["pwd", "otp", 7, "x" * 100], "acr": MFA}
    await visitor.sign_in()
    person = (await actor("claire@exemple.fr")).id
    await visitor.http.post("/auth/logout", headers={"origin": ORIGIN})
    provider.claims = {"aud": "other-client"}
    await visitor.sign_in()
    lines = [line for line in said() if line["logger"].startswith("monproduit.")]
    known = {(line["event"], line.get("person"), line.get("ways")) for line in lines}
    assert {("signed in", person, f"pwd otp {MFA}"), ("signed out", person, None)} <= known
    assert [line["level"] for line in lines if str(line["event"]).startswith("a sign-in was refused")] == ["warning"]
    assert "claire" not in str(lines).lower()
