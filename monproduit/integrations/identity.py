"""The identity provider, as far as the portal believes it: under its own name, in few words, and anew each hour."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.integrations.starlette_client import StarletteIntegration, StarletteOAuth2App
from starlette.requests import Request

from monproduit.core import clock

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""The signatures that are believed, whatever a provider announces: those by a key that only the provider has."""
PATIENCE = 10.0
_LARGEST = 1_000_000
_FRESH = timedelta(hours=1)
_LONGEST_SUBJECT = 255
_SOON = timedelta(seconds=10)
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_OPTIONAL = ("userinfo_endpoint", "end_session_endpoint")
_ISS = "authorization_response_iss_parameter_supported"
_SIGNED = "id_token_signing_alg_values_supported"


class ProviderError(Exception):
    """The provider says what it may not say; the text says what."""


class Provider(StarletteOAuth2App):
    """One provider, asked by Authlib."""

    client_cls: Any = None

    def __init__(self, issuer: str, client_id: str, secret: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        """Trust an issuer; a transport is given when it lives in this process."""
        kwargs: dict[str, Any] = {"scope": "openid profile email", "code_challenge_method": "S256", "timeout": PATIENCE}
        if transport:
            kwargs["transport"] = transport
        where = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        integration = StarletteIntegration("provider")
        super().__init__(integration, "provider", client_id=client_id, client_secret=secret, server_metadata_url=where, client_kwargs=kwargs)
        self.issuer, self._where, self._keys = issuer, where, dict[str, Any]()
        self._said_at = self._keys_at = self._forced_at = datetime.min.replace(tzinfo=clock.now().tzinfo)

    async def load_server_metadata(self) -> dict[str, Any]:
        """Return what the provider says of itself: only the words that the portal needs, since Authlib hands all of them to its client.

        Raises:
            ProviderError: it goes by another name, or one of its addresses is none.
        """
        if clock.now() - self._said_at > _FRESH:
            self.server_metadata = _believed(await self._get(self._where), self.issuer)
            self._said_at = clock.now()
        return self.server_metadata

    async def fetch_jwk_set(self, force: bool = False) -> dict[str, Any]:
        """Return the provider's keys; they are asked for anew for the sake of an unknown one at most every ten seconds."""
        moment = clock.now()
        is_old = moment - self._keys_at > _FRESH
        if force and moment - self._forced_at > _SOON:
            self._forced_at, is_old = moment, True
        if is_old:
            self._keys = await self._get((await self.load_server_metadata())["jwks_uri"])
            self._keys_at = moment
        return self._keys

    async def authorize_access_token(self, request: Request, **kwargs: Any) -> dict[str, Any]:
        """Exchange the code of the provider for what it says of the person.

        Raises:
            ProviderError: the browser came from another provider, or the answer names nobody.
        """
        await self._check_sender(request)
        if not (request.query_params.get("code") or request.query_params.get("error")):
            raise ProviderError("an answer without a code")
        options = {"iss": {"essential": True, "value": self.issuer}, "aud": {"essential": True, "value": self.client_id}}
        token: dict[str, Any] = await super().authorize_access_token(request, claims_options=options, leeway=60, **kwargs)
        if not isinstance(token.get("id_token"), str) or not _is_somebody(token["userinfo"]):
            raise ProviderError("an answer that names nobody")
        return token

    async def _check_sender(self, request: Request) -> None:
        """Refuse the code of another provider, before it is sent to this one (RFC 9207)."""
        named = request.query_params.getlist("iss")
        is_announced = (await self.load_server_metadata()).get(_ISS) is True
        if named != [self.issuer] and (named or is_announced):
            raise ProviderError("an answer in the name of another provider")

    async def _get(self, address: str) -> dict[str, Any]:
        session: Any = self._get_session()  # pyright: ignore[reportAttributeAccessIssue] (of a base class that has no stub)
        async with session as client:
            answer = await client.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        try:
            said = answer.json()
        except (ValueError, RecursionError):
            raise ProviderError(f"{address} answers with no JSON") from None
        if not isinstance(said, dict):
            raise ProviderError(f"{address} answers with something else than an object")
        return said


class _Client(AsyncOAuth2Client):
    """A client that reads a million bytes in ten seconds, as they come, and goes nowhere else."""

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send a request, and read its whole answer within the patience and the size.

        Raises:
            httpx2.HTTPError: it came too late, packed or too large, or not at all.
        """
        request.headers["accept-encoding"] = "identity"
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await super().send(request, **{**options, "stream": True})  # pyright: ignore[reportAttributeAccessIssue] (the same)
                try:
                    return await _read(answer)
                finally:
                    await answer.aclose()
        except TimeoutError:
            raise httpx2.ReadTimeout("the provider takes its time", request=request) from None


Provider.client_cls = _Client


async def _read(answer: httpx2.Response) -> httpx2.Response:
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise httpx2.DecodingError("the provider packs its answer unasked", request=answer.request)
    content = bytearray()
    async for some in answer.aiter_raw():
        content += some
        if len(content) > _LARGEST:
            raise httpx2.RemoteProtocolError("the provider's answer has no end", request=answer.request)
    return httpx2.Response(answer.status_code, headers=answer.headers, content=bytes(content), request=answer.request)


def _is_somebody(claims: dict[str, Any]) -> bool:
    """Tell whether claims name a person as the standard has it: a short text, and an address that is one text too."""
    subject, email = claims.get("sub"), claims.get("email", "")
    return isinstance(subject, str) and 0 < len(subject) <= _LONGEST_SUBJECT and isinstance(email, str) and email.isprintable()


def _believed(said: dict[str, Any], issuer: str) -> dict[str, Any]:
    if said.get("issuer") != issuer:
        raise ProviderError(f"the provider calls itself {said.get('issuer')!r}, and MONPRODUIT_OIDC_ISSUER {issuer!r}")
    addresses = {name: said.get(name) for name in (*_NEEDED, *_OPTIONAL) if name in _NEEDED or said.get(name) is not None}
    for name, address in addresses.items():
        if not _is_address(address, issuer):
            raise ProviderError(f"the provider's {name} is no address")
    announced = said.get(_SIGNED, ["RS256"])
    signed = [name for name in ALGORITHMS if isinstance(announced, list) and name in announced]
    if not signed:
        raise ProviderError("the provider signs in no way that can be believed")
    return {"issuer": issuer, _ISS: said.get(_ISS), _SIGNED: signed, **addresses}


def _is_address(address: Any, issuer: str) -> bool:
    """Tell whether something is an address of the web, and encrypted if the issuer's is."""
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    return parts.scheme in {"https", urlsplit(issuer).scheme} & {"http", "https"} and bool(parts.hostname) and not parts.username
