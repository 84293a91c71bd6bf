"""The gate before everything: nobody reaches a page or a socket without a login, nor from a foreign origin."""

import asyncio
import hmac
import logging
from collections.abc import Container
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monproduit.core import logs
from monproduit.core.database import is_away
from monproduit.core.settings import settings
from monproduit.endpoints.frames import is_well_formed
from monproduit.endpoints.headers import cache_control, content_policy, security_headers, with_charset
from monproduit.endpoints.metrics import PATH as METRICS
from monproduit.endpoints.metrics import count
from monproduit.endpoints.sockets import SOCKETS
from monproduit.endpoints.trouble import trouble
from monproduit.services import logins
from monproduit.services.access import Actor

_OPEN = ("/auth/", "/idp/", "/health/", "/assets/", "/feeds/", "/mail/", "/api/")
_PLAIN = ("/exports/", "/files/", "/purchase-messages", "/attachments")
_SHUT = ("/ping", "/_health", "/_all_routes")
_GUARDED = ("/_event", "/_upload")
PERSON = "monproduit.person"
"""Where what stands behind the gate finds who asked for a page."""
_SIGNED_OUT = 4401
_MALFORMED = 4400
_LATER = 1013
_LARGEST = 1_000_000
_log = logging.getLogger(__name__)


def cookie_name() -> str:
    """Return the name of the cookie; on https it is bound to this very host."""
    return _of_this_host("monproduit")


def sign_in_cookie_name() -> str:
    """Return the name of the cookie that remembers a sign-in until the provider sends its person back."""
    return _of_this_host("monproduit-sign-in")


def _of_this_host(name: str) -> str:
    return f"__Host-{name}" if settings().origin.startswith("https:") else name


def cookie_of(scope: Scope) -> str:
    """Return the cookie of a login, or nothing."""
    jar = SimpleCookie[str]()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                return ""
    return jar[cookie_name()].value if cookie_name() in jar else ""


def tab_token(login_id: str, token: str) -> str:
    """Return the name of a tab's state: bound to the login, so that a stolen token opens an empty one."""
    return hmac.new(settings().secret_key.encode(), f"{login_id}:{token}".encode(), "sha256").hexdigest()


class _AwayError(Exception):
    """Nobody can tell just now who is signed in."""


class Gate:
    """Let through what may pass, rewritten so that neither logs nor stores ever hold a cookie."""

    def __init__(self, app: ASGIApp, built: Path, provider: str = "", handlers: Container[str] = ()) -> None:
        """Stand before an app whose pages were built in a folder, and call these handlers."""
        self._app, self._built, self._provider, self._handlers = app, built, provider, handlers
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        path, scope = scope["path"], {**scope, "scheme": _scheme(scope["type"])}
        if scope["type"] == "http":
            send = _counted(scope, send)
        try:
            await self._let(path, scope, receive, send)
        except _AwayError as error:
            await _ask_to_come_back(error, scope, receive, self._dressed(path, send))

    async def _let(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" or path.startswith(_GUARDED):
            await self._guarded(scope, receive, self._dressed(path, send))
        elif path in _SHUT:
            await PlainTextResponse("Not found", 404)(scope, receive, self._dressed(path, send))
        elif path == METRICS or path.startswith((*_OPEN, *_PLAIN)) or _is_file(path):
            await self._app(scope, receive, self._dressed(path, send))
        else:
            await self._page(scope, receive, self._dressed(path, send))

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        if person := await _known(logins.digest(cookie_of(scope))):
            logs.known(person=person.id)
            await self._app({**scope, PERSON: person}, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        wanted = quote(scope["path"] + (f"?{query}" if query else ""), safe="")
        await RedirectResponse(f"/auth/login?next={wanted}", 303)(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        login_id = logins.digest(cookie_of(scope))
        is_ours = headers.get(b"origin", b"").decode("latin-1") == settings().origin
        is_small = int(headers.get(b"content-length", b"0") or 0) <= _LARGEST
        if not (is_ours and is_small and await _known(login_id)):
            _log.warning("a socket or an upload was refused: %s", "no login" if is_ours and is_small else "another origin, or too large")
            await _refuse(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(_rewritten(scope, login_id), receive, send, login_id)
        else:
            await self._app(_rewritten(scope, login_id), receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send, login_id: str) -> None:
        over = SOCKETS.enter(login_id)
        if not over:
            await _refuse(scope, receive, send)
            return
        try:
            await self._app(scope, _until(over, self._checked(receive, send), send), send)
        finally:
            SOCKETS.leave(login_id, over)

    def _checked(self, receive: Receive, send: Send) -> Receive:
        """Receive what pages say; a socket that says anything else is closed, and a page that loses its own opens another."""

        async def receiving() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or is_well_formed(message.get("text"), self._handlers):
                return message
            _log.warning("a socket said what no page says, and was closed")
            await send({"type": "websocket.close", "code": _MALFORMED})
            return {"type": "websocket.disconnect", "code": _MALFORMED}

        return receiving

    def _dressed(self, path: str, send: Send) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=[*message.get("headers", []), *self._headers])
                kind = headers.get("content-type", "")
                if "content-security-policy" not in headers:  # a file that somebody sent has a stricter one of its own
                    headers["content-security-policy"] = content_policy(kind, self._built, self._provider)
                if kind and (spelled := with_charset(kind)) != kind:
                    headers["content-type"] = spelled
                if "cache-control" not in headers:
                    headers["cache-control"] = cache_control(path, kind).decode()
                message = {**message, "headers": headers.raw}
            await send(message)

        return dressed


def _counted(scope: Scope, send: Send) -> Send:
    async def counted(message: Message) -> None:
        if message["type"] == "http.response.start":
            count(scope, message["status"])
        await send(message)

    return counted


def _scheme(kind: str) -> str:
    """Return how browsers speak with the portal, whatever a proxy before it does: redirections lead back there."""
    is_safe = settings().origin.startswith("https:")
    return ("wss" if is_safe else "ws") if kind == "websocket" else ("https" if is_safe else "http")


def _is_file(path: str) -> bool:
    """Tell whether a path names a public file of the build, not a page."""
    return "." in path.rsplit("/", 1)[1] and not path.endswith(".html")


def _rewritten(scope: Scope, login_id: str) -> Scope:
    """Take the cookie away, and put the login's name and the tab's bound token in its place."""
    headers = [(name, value) for name, value in scope["headers"] if name not in {b"cookie", b"authorization", b"reflex-client-token"}]
    headers.append((b"authorization", login_id.encode()))
    headers += [(name, tab_token(login_id, value.decode("latin-1")).encode()) for name, value in scope["headers"] if name == b"reflex-client-token"]
    query = [(key, tab_token(login_id, value) if key == "token" else value) for key, value in parse_qsl(scope["query_string"].decode("latin-1"))]
    return {**scope, "headers": headers, "query_string": urlencode(query).encode()}


def _until(over: asyncio.Future[None], receive: Receive, send: Send) -> Receive:
    """Receive until the login ends; then close the socket."""

    async def receiving() -> Message:
        waiting = asyncio.ensure_future(receive())
        try:
            await asyncio.wait((waiting, over), return_when=asyncio.FIRST_COMPLETED)
            if over.done():
                waiting.cancel()  # the server below sends nothing while somebody waits to receive
                await send({"type": "websocket.close", "code": _SIGNED_OUT})
                return {"type": "websocket.disconnect", "code": _SIGNED_OUT}
            return waiting.result()
        finally:
            waiting.cancel()

    return receiving


async def _known(login_id: str) -> Actor | None:
    try:
        return await logins.live(login_id)
    except Exception as error:
        if is_away(error):
            raise _AwayError from error
        raise


async def _ask_to_come_back(error: _AwayError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer before anybody is known: a page tries its socket again by itself."""
    _log.warning("the database is out of reach: %s", type(error.__cause__).__name__)
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _LATER})
        return
    await (await trouble(Request(scope), error))(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _SIGNED_OUT})
        return
    await PlainTextResponse("Sign in first.", 403)(scope, receive, send)


def provider_origin(issuer: str) -> str:
    """Return the origin of a provider elsewhere, to which signing out leads."""
    parts = urlsplit(issuer)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
