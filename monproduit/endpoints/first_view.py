"""*Mes produits* with its rows in the page itself, so that they are seen before any script has come.

The build has one page for all; this writes one person's rows into the place that it keeps for them. When the live rows come they replace
these, which look the same. Whatever fails here, the page goes out as it was built, and fills itself.
"""

import asyncio
import logging
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monproduit.core.localisation import use_locale
from monproduit.endpoints.gate import PERSON
from monproduit.endpoints.later import later
from monproduit.routes import DASHBOARD, to
from monproduit.services import first_view
from monproduit.services.access import Actor
from monproduit.views.first_view import BEGIN, END, FirstView

Drawing = Callable[[FirstView], str]
_HEADERS = {"cache-control": "private, no-store", "vary": "Cookie, Accept-Encoding"}
_GZIP = 31
_PATIENCE = 1.0
"""How long the page waits for its rows: a database that is slow or away must not keep the rest of it."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Page:
    """A built page of one language, cut at the place of the rows; `waiting` is what stands there without them."""

    language: str
    before: bytes
    waiting: bytes
    after: bytes


class FirstViews:
    """Write rows into the pages that keep a place for them, and let everything else through."""

    def __init__(self, app: ASGIApp, built: Path, drawings: Mapping[str, Drawing]) -> None:
        """Stand before an app whose pages were built in a folder, behind the gate that knows who asks."""
        self._app, self._drawings = app, drawings
        pages = ((language, to(DASHBOARD, language)) for language in drawings)
        self._pages = {path: page for language, path in pages if (page := _cut(language, built / f"{path.strip('/')}.html"))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        page = self._pages.get(scope.get("path", ""))
        if page and scope["type"] == "http" and scope["method"] == "GET" and PERSON in scope:
            await self._answer(page, scope)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _answer(self, page: _Page, scope: Scope) -> StreamingResponse:
        """Return the page: its head leaves at once, and the browser fetches what it names while the rows are read."""
        typed = parse_qs(scope["query_string"].decode("latin-1")).get("show", [""])[0]
        parts = self._parts(page, scope[PERSON], typed)
        if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return StreamingResponse(parts, media_type="text/html", headers=_HEADERS)
        return StreamingResponse(_packed(parts), media_type="text/html", headers={**_HEADERS, "content-encoding": "gzip"})

    async def _parts(self, page: _Page, person: Actor, typed: str) -> AsyncIterator[bytes]:
        yield page.before
        try:
            with use_locale(page.language):
                async with asyncio.timeout(_PATIENCE):
                    view = await first_view.read(person, typed)
                rows = self._drawings[page.language](view).encode()
        except Exception:  # noqa: BLE001 (the page fills itself)
            _log.exception("the first view of a page")
            rows = page.waiting
        yield rows + page.after


def _cut(language: str, file: Path) -> _Page | None:
    """Return a page that keeps a place for rows, if this is one."""
    text = later(file.read_text()) if file.exists() else ""
    before, begin, rest = text.partition(BEGIN)
    waiting, end, after = rest.partition(END)
    return _Page(language, before.encode(), waiting.encode(), after.encode()) if begin and end else None


async def _packed(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    packing: Any = zlib.compressobj(wbits=_GZIP)
    async for part in parts:
        yield packing.compress(part) + packing.flush(zlib.Z_SYNC_FLUSH)
    yield packing.flush()
