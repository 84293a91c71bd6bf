"""ID tokens that say too much, too little or something else: nobody is signed in by one of them."""

import hmac
import json
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from joserfc import jwt

from tests.sign_in.fake_provider import ISSUER, Browser, FakeProvider, encoded, key

NOW = int(time.time())


async def _is_refused(visitor: Browser) -> bool:
    answer = await visitor.sign_in()
    assert answer.status_code == 400, answer.text
    return not await visitor.is_signed_in()


async def test_an_honest_token_signs_in(visitor: Browser) -> None:
    answer = await visitor.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/fr")
    assert await visitor.is_signed_in()


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": None},
        {"nonce": ""},
        {"nonce": "of-another-sign-in"},
        {"nonce": ["x"]},
        {"iss": None},
        {"iss": "https://other.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": [ISSUER]},
        {"aud": None},
        {"aud": "other-client"},
        {"aud": []},
        {"aud": ["other-client"]},
        {"aud": "other-client", "azp": "monproduit"},
        {"aud": ["other-client", "third-client"], "azp": "monproduit"},
        {"aud": ["monproduit", "other-client"]},
        {"aud": ["monproduit", "other-client"], "azp": "other-client"},
        {"aud": "monproduit", "azp": "other-client"},
        {"exp": None},
        {"exp": NOW - 3600},
        {"exp": "tomorrow"},
        {"iat": None},
        {"iat": NOW + 3600},
        {"nbf": NOW + 3600},
        {"sub": None},
        {"sub": ""},
        {"sub": 5},
        {"sub": {"id": "claire"}},
        {"sub": "c" * 256},
        {"at_hash": "of-another-access-token"},
        {"email_verified": "true"},
        {"email_verified": False},
        {"email": ["claire@exemple.fr"]},
        {"email": "claire@exemple.fr\nnora@exemple.fr"},
    ],
    ids=lambda claims: "-".join(
        f"{name}={'a moment' if isinstance(value, int) and value > NOW - 9999 else value}"[:40] for name, value in claims.items()
    ),
)
async def test_a_token_with_a_wrong_claim(visitor: Browser, provider: FakeProvider, claims: dict[str, Any]) -> None:
    provider.claims = claims
    assert await _is_refused(visitor)


async def test_several_audiences_with_the_portal_as_the_authorized_party_are_good(visitor: Browser, provider: FakeProvider) -> None:
    provider.claims = {"aud": ["other-client", "monproduit"], "azp": "monproduit"}
    assert (await visitor.sign_in()).status_code == 303


def _unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    return f"{encoded(json.dumps(header | {'alg': 'none'}).encode())}.{encoded(json.dumps(claims).encode())}."


def _shared(secret: bytes) -> Any:
    def sign(header: dict[str, Any], claims: dict[str, Any]) -> str:
        signed = f"{encoded(json.dumps(header | {'alg': 'HS256'}).encode())}.{encoded(json.dumps(claims).encode())}"
        return f"{signed}.{encoded(hmac.digest(secret, signed.encode(), 'sha256'))}"

    return sign


def _by_another(**header: Any) -> Any:
    def sign(usual: dict[str, Any], claims: dict[str, Any]) -> str:
        changed = {name: value for name, value in (usual | header).items() if value is not None}
        signed = f"{encoded(json.dumps(changed).encode())}.{encoded(json.dumps(claims).encode())}"
        good = jwt.encode({"alg": "RS256"}, claims, key("other"))
        return f"{signed}.{good.rsplit('.', 1)[1]}"

    return sign


SIGNATURES: dict[str, Any] = {
    "none": _unsigned,
    "HS256 with the public key": _shared(key("first").as_pem(private=False)),
    "HS256 with the public key as JSON": _shared(json.dumps(key("first").as_dict(private=False)).encode()),
    "HS256 with the client's secret": _shared(b"the secret of the portal at this provider"),
    "another key under the same name": lambda header, claims: jwt.encode(header, claims, key("other")),
    "another key under a name nobody knows": lambda header, claims: jwt.encode(header | {"kid": "other"}, claims, key("other")),
    "another key named by a path": lambda header, claims: jwt.encode(header | {"kid": "../../etc/passwd"}, claims, key("other")),
    "its own key in the head": _by_another(jwk=key("other").as_dict(private=False)),
    "keys at an address": _by_another(jku=f"{ISSUER}/elsewhere"),
    "certificates at an address": _by_another(x5u="https://evil.example/x5u"),
    "an extension that must be understood": lambda header, claims: jwt.encode({**header, "crit": ["exp"], "exp": 1}, claims, key("first")),
    "no signature": lambda header, claims: jwt.encode(header, claims, key("first")).rsplit(".", 1)[0] + ".",
    "half a signature": lambda header, claims: jwt.encode(header, claims, key("first"))[:-100],
    "claims changed afterwards": lambda header, claims: ".".join(
        [*jwt.encode(header, claims, key("first")).split(".")[:1], encoded(json.dumps(claims | {"sub": "nora"}).encode()), "AAAA"]
    ),
    "no token at all": lambda _header, _claims: "not.a.token",
}


@pytest.mark.parametrize("sign", SIGNATURES.values(), ids=SIGNATURES)
@pytest.mark.parametrize("announced", [["RS256"], ["RS256", "HS256", "none"]], ids=["honest", "everything announced"])
async def test_a_token_of_another_hand(visitor: Browser, provider: FakeProvider, sign: Any, announced: list[str]) -> None:
    provider.said = {"id_token_signing_alg_values_supported": announced}
    provider.sign = sign
    assert await _is_refused(visitor)


async def test_a_new_key_is_fetched_once_it_signs(visitor: Browser, provider: FakeProvider) -> None:
    await visitor.sign_in()
    provider.keys = [key("second")]
    assert (await visitor.sign_in()).status_code == 303


async def test_a_key_that_was_withdrawn_signs_nothing_an_hour_later(visitor: Browser, provider: FakeProvider) -> None:
    await visitor.sign_in()
    provider.keys = [key("second")]
    provider.sign = lambda header, claims: jwt.encode(header | {"kid": "first"}, claims, key("first"))
    with time_machine.travel(time.time() + timedelta(minutes=61).total_seconds()):
        assert (await visitor.sign_in()).status_code == 400


async def test_unknown_names_of_keys_do_not_make_the_portal_fetch_again_and_again(visitor: Browser, provider: FakeProvider) -> None:
    await visitor.sign_in()
    fetched = list[int]()

    def count() -> Any:
        fetched.append(1)
        return provider_jwks()

    provider_jwks = provider.honest("jwks")
    provider.answers["jwks"] = count
    forged = jwt.encode({"alg": "RS256", "kid": "unknown"}, {"iss": ISSUER}, key("other"))
    for _ in range(5):
        assert (await visitor.http.post("/auth/backchannel", data={"logout_token": forged})).status_code == 400
    assert len(fetched) == 1
