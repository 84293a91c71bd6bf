"""A provider that lies as it is told, inside of the process, and a browser that comes back from it."""

import asyncio
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from monproduit.endpoints.application import plain_http

ORIGIN = "http://localhost:3000"
ISSUER = f"{ORIGIN}/idp"
SECRET = "the secret of the portal at this provider"
Answer = Callable[[], Response]


@cache
def key(name: str) -> RSAKey:
    """Return a key by its name, made once."""
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": name})


def encoded(part: bytes) -> str:
    """Return a part of a token, as it is written."""
    return urlsafe_b64encode(part).decode().rstrip("=")


class FakeProvider:
    """An honest provider, until one of its words is changed.

    Attributes:
        said: what it says of itself; None takes a word away.
        claims: what is other than the truth in its next ID tokens.
        header: what is other than usual in their heads.
        sign: what makes an ID token of a head and claims.
        answers: what an endpoint answers instead, by its name.
        asked: the forms that came to the token endpoint.
    """

    def __init__(self) -> None:
        """Begin honest."""
        self.said: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.answers: dict[str, Answer] = {}
        self.asked: list[dict[str, str]] = []
        self.keys = [key("first")]
        self.sign: Callable[[dict[str, Any], dict[str, Any]], Any] = lambda header, claims: jwt.encode(header, claims, self.keys[0])
        self.nonce, self.delay, self.slow = "", 0.0, ""
        self.told: dict[str, Any] = {}

    def app(self) -> ASGIApp:
        """Return the provider's endpoints."""
        places = {
            "discovery": "/.well-known/openid-configuration",
            "jwks": "/jwks",
            "token": "/token",
            "userinfo": "/userinfo",
            "elsewhere": "/elsewhere",
        }
        routes = [Route(path, self._endpoint(name), methods=["GET", "POST"]) for name, path in places.items()]
        return Starlette(routes=routes)

    def _endpoint(self, name: str) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            if name == self.slow:
                await asyncio.sleep(self.delay)
            if name == "token":
                self.asked.append({field: str(value) for field, value in (await request.form()).items()})
            return self.answers.get(name, self.honest(name))()

        return endpoint

    def honest(self, name: str) -> Answer:
        """Return the honest answer of an endpoint."""
        return lambda: JSONResponse(getattr(self, f"_{name}")())

    def _discovery(self) -> dict[str, Any]:
        honest = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "jwks_uri": f"{ISSUER}/jwks",
            "end_session_endpoint": f"{ISSUER}/end-session",
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return {name: value for name, value in (honest | self.said).items() if value is not None}

    def _jwks(self) -> dict[str, Any]:
        return {"keys": [one.as_dict(private=False) for one in self.keys]}

    _elsewhere = _jwks

    def _token(self) -> dict[str, Any]:
        return {"access_token": "opens nothing", "token_type": "Bearer", "expires_in": 300, "id_token": self.id_token()}

    def _userinfo(self) -> dict[str, Any]:
        return {"sub": "claire", "email": "claire@exemple.fr", "email_verified": True, **self.told}

    def id_token(self) -> str:
        """Return an ID token of Claire, changed as it was told."""
        now = int(time.time())
        honest = {"iss": ISSUER, "aud": "monproduit", "sub": "claire", "iat": now, "exp": now + 60, "nonce": self.nonce}
        claims = {**honest, "email": "claire@exemple.fr", "email_verified": True, "name": "Claire Laurent", **self.claims}
        header = {"alg": "RS256", "kid": self.keys[0].kid, **self.header}
        return str(
            self.sign(
                {name: value for name, value in header.items() if value is not None},
                {name: value for name, value in claims.items() if value is not None},
            )
        )


class Browser:
    """A browser before a portal that trusts the fake provider."""

    def __init__(self, provider: FakeProvider) -> None:
        """Open the portal."""
        self.provider = provider
        self.portal = plain_http(provider.app(), SECRET)
        self.http = self.another()

    def another(self) -> httpx2.AsyncClient:
        """Return a browser of somebody else, before the same portal."""
        return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=self.portal), base_url=ORIGIN, follow_redirects=False)

    async def leave(self, wanted: str = "/fr", http: httpx2.AsyncClient | None = None, **more: str) -> dict[str, str]:
        """Go to the provider; return what the portal asks there."""
        answer = await (http or self.http).get("/auth/login", params={"next": wanted, **more})
        asked = dict(parse_qsl(urlsplit(answer.headers.get("location", "")).query))
        self.provider.nonce = asked.get("nonce", "")
        return {**asked, "status": str(answer.status_code)}

    async def come_back(self, asked: dict[str, str], http: httpx2.AsyncClient | None = None, **changed: Any) -> httpx2.Response:
        """Come back with a code; None takes a word away."""
        words = {"code": "a-code", "state": asked.get("state", ""), **changed}
        return await (http or self.http).get("/auth/callback", params={name: value for name, value in words.items() if value is not None})

    async def sign_in(self, wanted: str = "/fr") -> httpx2.Response:
        """Go and come back."""
        return await self.come_back(await self.leave(wanted))

    async def is_signed_in(self, http: httpx2.AsyncClient | None = None) -> bool:
        """Ask the portal."""
        return (await (http or self.http).get("/auth/whoami")).status_code == httpx2.codes.OK
