"""The provider's pages and endpoints, below `/idp`."""

import hmac
import logging
from html import escape

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749.errors import InvalidRequestError
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from monproduit.core.localisation import _, preferred, use_locale
from monproduit.core.plain_page import message_page, plain_page
from monproduit.core.settings import is_loopback, settings
from monproduit.identity_provider.accounts import Accounts, TooManyError
from monproduit.identity_provider.server import ALGORITHM, Asked, Client, Server

_log = logging.getLogger(__name__)


def client_secret() -> str:
    """Return the secret that the portal and its embedded provider share."""
    return hmac.new(settings().secret_key.encode(), b"embedded identity provider", "sha256").hexdigest()


def application(accounts: Accounts) -> ASGIApp:
    """Return the provider for this machine's accounts."""
    origin = settings().origin
    client = Client(settings().oidc_client_id, client_secret(), f"{origin}/auth/callback")
    provider = _Provider(Server(f"{origin}/idp", client, accounts), origin)
    routes = [
        Route("/.well-known/openid-configuration", provider.discovery),
        Route("/jwks", provider.keys),
        Route("/authorize", provider.authorize, methods=["GET", "POST"]),
        Route("/token", provider.token, methods=["POST"]),
        Route("/end-session", provider.end_session, methods=["GET", "POST"]),
    ]
    return _ThisMachineOnly(Starlette(routes=routes))


class _Provider:
    def __init__(self, server: Server, origin: str) -> None:
        self._server, self._origin = server, origin

    async def discovery(self, _request: Request) -> Response:
        """Tell what this provider can do and where (OpenID Connect Discovery 1.0)."""
        base = self._server.issuer
        return JSONResponse(
            {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "jwks_uri": f"{base}/jwks",
                "end_session_endpoint": f"{base}/end-session",
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "code_challenge_methods_supported": ["S256"],
                "scopes_supported": ["openid", "profile", "email"],
            }
        )

    async def keys(self, _request: Request) -> Response:
        """Publish the key that checks ID tokens."""
        return JSONResponse(self._server.jwks)

    async def authorize(self, request: Request) -> Response:
        """Show the form to a right request, and check the password when the form comes back."""
        with use_locale(request.query_params.get("ui_locales") or preferred(request.headers.get("accept-language", ""))):
            asked = Asked(request.method, str(request.url), dict(request.query_params), dict(request.headers))
            try:
                _check_whole(request.query_params)
                grant = self._server.get_consent_grant(asked)
            except OAuth2Error as error:
                return _refused(error)
            if request.method == "GET":
                return _form("", "")
            return await self._sign_in(request, asked, grant)

    async def _sign_in(self, request: Request, asked: object, grant: object) -> Response:
        if request.headers.get("origin", self._origin) != self._origin:
            return PlainTextResponse("foreign origin", 403)
        form = await request.form()
        username, password = str(form.get("username", "")), str(form.get("password", ""))
        try:
            account = await self._server.accounts.check(username, password)
        except TooManyError:
            _log.warning("a sign-in was refused: too many wrong passwords")
            return _form(username, _("Trop d’essais. Attendez cinq minutes."), 429)
        if not account:
            _log.warning("a sign-in was refused: a wrong name or password")
            return _form(username, _("L’adresse ou le mot de passe n’est pas juste."), 401)
        return self._server.create_authorization_response(asked, grant_user=account, grant=grant)

    async def token(self, request: Request) -> Response:
        """Give the tokens for a code; a header that is no text is a wrong secret, not a failure."""
        data = {key: str(value) for key, value in (await request.form()).items()}
        headers = {key.title(): value for key, value in request.headers.items()}
        try:
            return self._server.create_token_response(Asked("POST", str(request.url), data, headers))
        except UnicodeDecodeError:
            return JSONResponse({"error": "invalid_client"}, 401)

    async def end_session(self, request: Request) -> Response:
        """Return to the portal: the provider remembers nobody, so there is nothing to forget."""
        wanted = request.query_params.get("post_logout_redirect_uri", "")
        back = f"{self._origin}/auth/bye"
        state = request.query_params.get("state", "")
        return RedirectResponse(f"{back}?state={state}" if wanted == back and state.isalnum() else back, 303)


class _ThisMachineOnly:
    """Serve loopback addresses under the portal's own name, and nobody else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_here(scope):
            await PlainTextResponse("The embedded identity provider serves this machine only.", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_here(scope: Scope) -> bool:
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    client = (scope.get("client") or ("", 0))[0]
    return settings().is_local and is_loopback(client) and host == settings().origin.split("//", 1)[1]


def _check_whole(query: QueryParams) -> None:
    """Refuse what Authlib lets pass: a word said twice, no proof or a readable one, and ways to ask that the portal never uses."""
    is_plain = len(query.multi_items()) == len(query) and not {"request", "request_uri", "registration"} & set(query)
    is_proven = query.get("code_challenge_method") == "S256" and bool(query.get("code_challenge"))
    is_usual = query.get("response_mode", "query") == "query" and "openid" in query.get("scope", "").split() and bool(query.get("redirect_uri"))
    if not (is_plain and is_proven and is_usual):
        raise InvalidRequestError


def _form(username: str, error: str, status: int = 200) -> Response:
    alert = f'<p class="alert" role="alert">{escape(error)}</p>' if error else ""
    purpose = _("Fournisseur d’identité de démonstration, pour cette machine seulement.")
    email, password, enter = _("Adresse e-mail"), _("Mot de passe"), _("Se connecter")
    body = f"""<p>{escape(purpose)}</p>{alert}
<form method="post"><label for="username">{escape(email)}</label>
<input id="username" name="username" type="email" autocomplete="username" required autofocus value="{escape(username)}">
<label for="password">{escape(password)}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">{escape(enter)}</button></form>"""
    return HTMLResponse(plain_page(_("Connexion"), body), status)


def _refused(error: OAuth2Error) -> Response:
    text = _("La demande de connexion n’est pas complète (%(reason)s).") % {"reason": error.error or ""}
    return HTMLResponse(message_page(_("Connexion impossible"), text, "/", _("Recommencer")), 400)
