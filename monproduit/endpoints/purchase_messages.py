"""Read the license numbers out of a message that was dropped on the dialog; nothing of it is kept."""

import asyncio

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, use_locale
from monproduit.endpoints.visitor import is_from_here, language, visitor
from monproduit.services.error_words import say
from monproduit.services.purchase_message import LARGEST, license_numbers

_RATE = RateLimitItemPerMinute(20)
_LIMITER = MovingWindowRateLimiter(MemoryStorage())
_AT_ONCE = asyncio.Semaphore(2)


async def purchase_message(request: Request) -> Response:
    """Answer with the numbers, or with why there are none."""
    person = await visitor(request)
    if not person or not is_from_here(request):
        return JSONResponse({"error": "Sign in first."}, 403)
    with use_locale(language(request, person)):
        if not _LIMITER.hit(_RATE, str(person.id)):
            return JSONResponse({"error": _("Trop de messages à la fois. Réessayez dans une minute.")}, 429)
        try:
            content = await _body(request)
            async with _AT_ONCE:
                numbers = await asyncio.to_thread(license_numbers, request.query_params.get("name", ""), content)
        except PortalError as error:
            return JSONResponse({"error": say(error)}, 422)
    return JSONResponse({"numbers": numbers})


async def _body(request: Request) -> bytes:
    """Read no more than is allowed, whatever the request says of its length."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > LARGEST:
            raise PortalError("message_too_large")
    return bytes(content)


ROUTES = [Route("/purchase-messages", purchase_message, methods=["POST"])]
