"""Sign-in and sign-out through OpenID Connect: authorization code with PKCE, by Authlib."""

import logging
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx2
from authlib.integrations.starlette_client import OAuthError
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from monproduit.core import clock
from monproduit.core.browsers import browser_of
from monproduit.core.errors import PortalError
from monproduit.core.localisation import LOCALES, _, preferred, use_locale
from monproduit.core.plain_page import message_page
from monproduit.core.settings import settings
from monproduit.endpoints.gate import cookie_name, cookie_of
from monproduit.endpoints.sockets import SOCKETS
from monproduit.integrations.identity import ALGORITHMS, Provider, ProviderError
from monproduit.services import logins

_LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_LOGOUT_TYPES = frozenset({"logout+jwt", "jwt"})
_ANEW = {"prompt": "login", "max_age": "0"}
_LEEWAY = 60
_log = logging.getLogger(__name__)


class Auth:
    """The relying party: it knows one provider."""

    def __init__(self, issuer: str, secret: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        """Trust an issuer; a transport is given when it lives in this process."""
        self._issuer = issuer
        self._provider = Provider(issuer, settings().oidc_client_id, secret, transport)

    def routes(self) -> list[Route]:
        """Return the addresses below `/auth`."""
        return [
            Route("/auth/login", self.login),
            Route("/auth/callback", self.callback),
            Route("/auth/logout", self.logout, methods=["POST"]),
            Route("/auth/bye", self.bye),
            Route("/auth/over", self.over),
            Route("/auth/whoami", self.whoami),
            Route("/auth/backchannel", self.backchannel, methods=["POST"]),
        ]

    async def login(self, request: Request) -> Response:
        """Send the browser to the provider, and remember where it wanted to go, and whether the person is to prove anew who they are."""
        is_anew = request.query_params.get("again") == "1"
        request.session.update({"next": local_path(request.query_params.get("next", "")), "again": clock.now().timestamp() if is_anew else 0})
        asked = {
            "ui_locales": _language(request),
            **(_ANEW if is_anew else {}),
            **({"acr_values": settings().oidc_acr} if settings().oidc_acr else {}),
        }
        try:
            return await self._provider.authorize_redirect(request, f"{settings().origin}/auth/callback", **asked)
        except Exception:  # noqa: BLE001 (a provider may fail in any way)
            _log.exception("the identity provider is out of reach")
            return _trouble(request, 503)

    async def callback(self, request: Request) -> Response:
        """Take the person from the provider, give the browser a new cookie, and end the former login."""
        wanted = local_path(request.session.get("next", ""))
        try:
            token = await self._provider.authorize_access_token(request)
            _check_proof(token["userinfo"], request.session.get("again", 0))
            claims, browser = await self._claims(token), browser_of(request.headers.get("user-agent", ""))
            cookie = await logins.start(self._issuer, claims, token.get("id_token", ""), cookie_of(request.scope), browser)
        except (OAuthError, JoseError, PortalError, ProviderError, KeyError, TypeError) as error:
            _log.warning("a sign-in was refused: %s", type(error).__name__)
            return _trouble(request, 400)
        except Exception:  # noqa: BLE001 (a provider may fail in any way)
            _log.exception("a sign-in failed")
            return _trouble(request, 503)
        request.session.clear()
        answer = RedirectResponse(wanted, 303)
        answer.set_cookie(cookie_name(), cookie, **_cookie_options())
        return answer

    async def _claims(self, token: dict[str, Any]) -> dict[str, Any]:
        """Return what the provider says of the person: in the ID token, or else at its userinfo endpoint."""
        claims = dict(token["userinfo"])
        if "email" not in claims:
            more = dict(await self._provider.userinfo(token=token))
            if more.get("sub") == claims["sub"]:
                claims = {**more, **claims}
        return claims

    async def logout(self, request: Request) -> Response:
        """End the login and close its tabs, then let the provider end its own."""
        if request.headers.get("origin") != settings().origin:
            return Response("foreign origin", 403)
        login_id = logins.digest(cookie_of(request.scope))
        id_token = await logins.end(login_id)
        SOCKETS.close([login_id])
        answer: Response = RedirectResponse("/auth/bye", 303)
        if id_token:
            try:
                answer = await self._provider.logout_redirect(request, f"{settings().origin}/auth/bye", id_token_hint=id_token)
                answer.status_code = 303
            except Exception as error:  # noqa: BLE001 (without the provider, being signed out here is what matters)
                _log.warning("the provider could not be told of a sign-out: %s", type(error).__name__)
        answer.delete_cookie(cookie_name(), **_cookie_options())
        answer.headers["clear-site-data"] = '"cache"'
        return answer

    async def bye(self, request: Request) -> Response:
        """Say that the person is signed out."""
        with use_locale(_language(request)):
            page = message_page(_("Vous êtes déconnecté"), _("À bientôt."), "/", _("Se reconnecter"), forgets=True)
        return HTMLResponse(page)

    async def over(self, request: Request) -> Response:
        """Say in an open page's place that its login is over: nobody is signed in again without wanting it."""
        back = quote(local_path(request.query_params.get("next", "")), safe="")
        with use_locale(_language(request)):
            text = _("Elle a duré son temps, ou il y a été mis fin ailleurs. Rien de ce qui était affiché n’est resté dans cette page.")
            page = message_page(_("Votre connexion a pris fin"), text, f"/auth/login?next={back}", _("Se reconnecter"), forgets=True)
        return HTMLResponse(page)

    async def whoami(self, request: Request) -> Response:
        """Tell an open page whether its login still lives."""
        person = await logins.live(logins.digest(cookie_of(request.scope)))
        return JSONResponse({"signed_in": bool(person)}, 200 if person else 401)

    async def backchannel(self, request: Request) -> Response:
        """End the logins that the provider says are over (OpenID Connect Back-Channel Logout 1.0)."""
        form = await request.form()
        try:
            claims = await self._logout_claims(str(form.get("logout_token", "")))
        except (JoseError, ValueError, KeyError, TypeError):
            return JSONResponse({"error": "invalid_request"}, 400)
        except (httpx2.HTTPError, ProviderError):
            return JSONResponse({"error": "temporarily_unavailable"}, 503)
        await logins.end_at_provider(self._issuer, claims.get("sub"), claims.get("sid"))
        return Response(status_code=200, headers={"cache-control": "no-store"})

    async def _logout_claims(self, token: str) -> dict[str, Any]:
        try:
            claims = await self._signed(token)
        except InvalidKeyIdError:
            claims = await self._signed(token, by_new_keys=True)
        registry = jwt.JWTClaimsRegistry(
            now=int(clock.now().timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": settings().oidc_client_id},
            iat={"essential": True},
            exp={"essential": True},
        )
        registry.validate(claims)
        if _LOGOUT_EVENT not in claims.get("events", {}) or "nonce" in claims or not (claims.get("sid") or claims.get("sub")):
            raise ValueError("not a logout token")
        return claims

    async def _signed(self, token: str, *, by_new_keys: bool = False) -> dict[str, Any]:
        keys = KeySet.import_key_set(await self._provider.fetch_jwk_set(force=by_new_keys))
        read = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
        if str(read.header.get("typ", "JWT")).lower().removeprefix("application/") not in _LOGOUT_TYPES:
            raise ValueError("a token for something else")
        return read.claims


def _check_proof(claims: dict[str, Any], asked_at: float) -> None:
    """Refuse a sign-in that is weaker than the settings ask, or older than the person's wish to prove anew who they are."""
    wanted, proven = settings().oidc_acr.split(), logins.proven_at(claims)
    if wanted and claims.get("acr") not in wanted:
        raise ProviderError("a sign-in that is weaker than MONPRODUIT_OIDC_ACR")
    if asked_at and not (proven and proven.timestamp() >= asked_at - _LEEWAY):
        raise ProviderError("a sign-in that is not new")


def local_path(wanted: str) -> str:
    """Return a path of this portal, or its entrance: never another host."""
    if not wanted.startswith("/") or wanted.startswith("//") or not wanted.isprintable() or "\\" in wanted:
        return "/"
    _, first, *rest = unquote(urlsplit(wanted).path).split("/")
    is_plain = not {".", ".."} & {first, *rest}
    return wanted if is_plain and not first.startswith(("auth", "idp")) else "/"


def _cookie_options() -> dict[str, Any]:
    """Return what the cookie says, when it comes and when it goes: browsers take a `__Host-` cookie from nobody who says less."""
    return {"httponly": True, "samesite": "lax", "path": "/", "secure": settings().origin.startswith("https:")}


def _language(request: Request) -> str:
    """Return the language of the page that is wanted, or else the one that the browser prefers."""
    wanted = urlsplit(local_path(request.query_params.get("next", ""))).path.split("/")[1]
    return wanted if wanted in LOCALES else preferred(request.headers.get("accept-language", ""))


def _trouble(request: Request, status: int) -> Response:
    with use_locale(_language(request)):
        if status == 400:  # noqa: PLR2004 (the status of a refusal)
            title, text = _("La connexion n’a pas abouti"), _("Elle a été interrompue, ou elle a duré trop longtemps. Rien n’est perdu.")
        else:
            title = _("La connexion est momentanément impossible")
            text = _("Le service d’identité ne répond pas. Réessayez dans un instant ; si cela dure, contactez le support.")
        return HTMLResponse(message_page(title, text, "/auth/login", _("Réessayer")), status)
