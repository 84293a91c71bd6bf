"""Note each request and each socket in the log, by the shape of its address: what is in it of people, keys and tokens stays out."""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext

from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monproduit import routes as paths
from monproduit.core import logs, tracing
from monproduit.core.localisation import LOCALES
from monproduit.endpoints.metrics import METHODS

_QUIET = ("/assets/", "/health/")
_FILE = "/*"
_FAILED = 500
_log = logging.getLogger(__name__)


class Noted:
    """Give each request a name, said in its answer and in each line of the log that it causes."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        """Stand before an app, knowing the words of its addresses."""
        self._app, self._words = app, frozenset(_words(routes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        with logs.naming() as name, self._traced(scope) as tell:

            async def named(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                    MutableHeaders(scope=message)["x-request-id"] = name
                elif message["type"] == "websocket.accept":
                    status = 101
                await send(message)

            try:
                await self._app(scope, receive, named)
            finally:
                self._note(scope, status, time.perf_counter() - begun)
                tell({"http.response.status_code": status, **({"error.type": str(status)} if status >= _FAILED else {})})

    def shape(self, path: str) -> str:
        """Return an address in which only the portal's own words are left."""
        return "/".join(part if not part or part in self._words else "*" for part in path[:500].split("/"))

    def _traced(self, scope: Scope) -> AbstractContextManager[tracing.Tell]:
        """Trace a request that is worth a line; a socket lasts as long as its page, so there each event is traced instead."""
        if scope["type"] == "websocket" or self._is_quiet(path := self.shape(scope["path"])):
            return nullcontext(lambda _facts: None)
        method = scope["method"] if scope["method"] in METHODS else "_OTHER"
        facts = {"http.request.method": method, "http.route": path}
        return tracing.span(f"{method} {path}", facts, serves=True)

    def _is_quiet(self, path: str) -> bool:
        return path == _FILE or path.startswith(_QUIET)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        path = self.shape(scope["path"])
        is_quiet = self._is_quiet(path) and status < _FAILED
        level = logging.DEBUG if is_quiet else logging.ERROR if status >= _FAILED else logging.INFO
        method = scope.get("method", "SOCKET") if scope["type"] == "http" else "SOCKET"
        told = {"method": method, "path": path, "status": status or None, "ms": round(seconds * 1000, 1)}
        _log.log(level, "request", extra=told)


def _words(routes: Iterable[BaseRoute]) -> Iterator[str]:
    known = [value for name, value in vars(paths).items() if name.isupper() and isinstance(value, str)]
    for path in (*known, *(f"/{locale}" for locale in LOCALES), *_paths(routes), "/_event", "/_upload"):
        yield from (part for part in path.split("/") if part and not set(part) & set("{}[]"))


def _paths(routes: Iterable[BaseRoute]) -> Iterator[str]:
    for route in routes:
        yield getattr(route, "path", "")
        yield from _paths(getattr(route, "routes", None) or ())
