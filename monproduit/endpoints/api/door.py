"""Who may enter: a bearer token, with the scope that is needed, at a bearable rate and size. Cookies are not looked at."""

from hashlib import sha256
from urllib.parse import quote

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import Message, Receive, Scope, Send

from monproduit.core import clock, logs
from monproduit.core.enums import ApiScope
from monproduit.core.settings import settings
from monproduit.endpoints.api.problems import failure, problem
from monproduit.services import api_tokens

LARGEST = 1_000_000
WRONG_PER_MINUTE = 30
"""How many wrong tokens one address may show."""
IMPORT = "/import"
_PUBLIC = frozenset({"/docs", "/openapi.json"})
_LINES = frozenset({"application/x-ndjson", "application/jsonl", "application/ndjson", "application/x-jsonlines"})
_LIMITER = SlidingWindowCounterRateLimiter(MemoryStorage())


class Door:
    """Stand before the API; what passes has a caller, a fingerprint, and a path whose parts are still encoded."""

    def __init__(self, app: Starlette) -> None:
        """Stand before an app."""
        self._app = app

    @property
    def routes(self) -> list[BaseRoute]:
        """Return the addresses behind the door."""
        return self._app.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        raw = scope.get("raw_path") or quote(scope["path"]).encode()
        outer, scope = scope, {**scope, "path": raw.partition(b"?")[0].decode("latin-1"), "state": {}}
        scope.pop("route", None)
        has_begun = False

        async def kept(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("cache-control", "no-store")
                outer["template"] = "/api/v1" + getattr(scope.get("route"), "path", "")
            await send(message)

        try:
            refused = await self._refused(Request(scope, receive))
            if refused:
                await refused(scope, receive, kept)
            else:
                await self._app(scope, _again(scope["state"].get("body"), receive), kept)
        except Exception as error:  # noqa: BLE001 (whatever it is, the answer is a plain one)
            if not has_begun:  # what fails inside the app was answered there
                await failure(error)(scope, receive, send)

    async def _refused(self, request: Request) -> Response | None:
        """Return why a request may not pass, if it may not."""
        path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        if path in _PUBLIC and request.method in {"GET", "HEAD"}:
            return None
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        caller = await api_tokens.caller(token.strip()) if kind.lower() == "bearer" else None
        if not caller:
            return await _unknown(request, token)
        logs.known(token=caller.id)
        needed = _needed(request.method, path)
        if needed not in caller.scopes:
            return problem(403, f"The token {caller.name!r} lacks the scope {needed.value!r}. Make another token that has it.")
        if too_many := await _too_many(settings().api_per_minute, "requests", str(caller.id)):
            return too_many
        request.scope["state"]["caller"] = caller
        return _wrong_content(request, path) or await _read(request, path)


async def _unknown(request: Request, token: str) -> Response:
    """Return what is answered to who shows no token, or a wrong one: too many of these from one address have to wait.

    Behind a proxy all come from its address: so a right token passes, whatever others show.
    """
    address = request.client.host if request.client else ""
    if token and (too_many := await _too_many(WRONG_PER_MINUTE, "wrong tokens", f"wrong {address}")):
        return too_many
    said = "Send a token that is neither revoked nor expired, as `Authorization: Bearer …`. A login in a browser opens nothing here."
    return problem(401, said, headers={"www-authenticate": "Bearer"})


async def _too_many(most: int, what: str, name: str) -> Response | None:
    """Count one more under a name, and return when to come back, if it is one too many."""
    limit = RateLimitItemPerMinute(most)
    if await _LIMITER.hit(limit, name):
        return None
    over = (await _LIMITER.get_window_stats(limit, name)).reset_time
    seconds = max(1, int(over - clock.now().timestamp()) + 1)
    return problem(429, f"More than {most} {what} in a minute. Wait {seconds} seconds.", headers={"retry-after": str(seconds)})


def _needed(method: str, path: str) -> ApiScope:
    if method in {"GET", "HEAD", "OPTIONS"}:
        return ApiScope.READ
    return ApiScope.IMPORT if path == IMPORT else ApiScope.WRITE


def _wrong_content(request: Request, path: str) -> Response | None:
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and path == IMPORT and sent not in _LINES:
        return problem(415, f"Send lines of JSON, with `Content-Type: application/x-ndjson`, not {sent or 'without a type'!r}.")
    if request.method == "PUT" and sent != "application/json":
        return problem(415, f"Send JSON, with `Content-Type: application/json`, not {sent or 'without a type'!r}.")
    return None


async def _read(request: Request, path: str) -> Response | None:
    """Read a body, unless it is a stream of lines, and remember what tells this request from others."""
    known = f"{request.method} {request.scope['path']}?{request.url.query}\n".encode()
    request.scope["state"]["fingerprint"] = known
    if path == IMPORT:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return problem(413, f"One thing takes at most {LARGEST:,} bytes. Send many things to /api/v1/import, one a line.")
    request.scope["state"] |= {"body": bytes(body), "fingerprint": sha256(known + body).hexdigest()}
    return None


def _again(body: bytes | None, receive: Receive) -> Receive:
    """Give the body that was read."""
    if body is None:
        return receive
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return receiving
