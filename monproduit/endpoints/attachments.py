"""Files sent with service requests: taken in as they arrive, and given out as files, never as pages."""

import asyncio
import logging

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, use_locale
from monproduit.endpoints.visitor import is_from_here, language, visitor
from monproduit.services import attachments
from monproduit.services.access import Actor
from monproduit.services.error_words import say

_RATE = RateLimitItemPerMinute(60)
_LIMITER = MovingWindowRateLimiter(MemoryStorage())
_HOUR = 3600
_POLICY = "sandbox; default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
_STATUS = {"file_too_large": 413, "file_kind": 415, "file_content": 415, "no_scanner": 503, "no_room": 507}
_log = logging.getLogger(__name__)


async def receive(request: Request) -> Response:
    """Take a file in for a form, streamed to the disk; what is too large is refused before it is read."""
    person = await visitor(request)
    if not person or not is_from_here(request):
        return JSONResponse({"error": "Sign in first."}, 403)
    with use_locale(language(request, person)):
        if not _LIMITER.hit(_RATE, str(person.id)):
            return JSONResponse({"error": _("Trop de fichiers à la fois. Réessayez dans une minute.")}, 429)
        try:
            return await _receive(request, person)
        except PortalError as error:
            return JSONResponse({"error": say(error)}, _STATUS.get(error.key, 422), headers={"connection": "close"})
        except ClientDisconnect:
            return Response(status_code=499)


async def give(request: Request) -> Response:
    """Give a file to somebody who may have it; for anybody else it does not exist."""
    person = await visitor(request)
    if not person or not is_from_here(request):
        return PlainTextResponse("Not found", 404)
    with use_locale(language(request, person)):
        try:
            file = await attachments.given(person, request.path_params["key"])
        except PortalError as error:
            return PlainTextResponse(say(error), 404)
    headers = {"cache-control": "private, no-store", "content-security-policy": _POLICY}
    return FileResponse(file.path, media_type=file.type, filename=file.name, content_disposition_type="attachment", headers=headers)


async def sweep() -> None:
    """Forget files whose form never came, each hour, until the process ends."""
    while True:
        try:
            await attachments.tidy()
        except Exception:  # noqa: BLE001 (it is tried again in an hour)
            _log.exception("old files could not be tidied away")
        await asyncio.sleep(_HOUR)


async def _receive(request: Request, person: Actor) -> Response:
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit():
        attachments.refuse_large(int(length))
    query = request.query_params
    line = await attachments.receive(person, query.get("form", ""), query.get("name", ""), request.stream())
    return JSONResponse({"key": line.key, "name": line.name, "size": line.size}, 201)


ROUTES = [Route("/attachments", receive, methods=["POST"]), Route("/attachments/{key}", give)]
"""The addresses; a file's says nothing about it."""
