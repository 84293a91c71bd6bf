"""Renewal calendars, read by calendar programs without a cookie."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monproduit.services import calendar_addresses


async def calendar(request: Request) -> Response:
    """Give the calendar behind a private address; one that is none answers as if it had never been."""
    content = await calendar_addresses.read(request.path_params["token"])
    if content is None:
        return PlainTextResponse("Not found", 404)
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": "private, no-cache", "content-disposition": 'inline; filename="monproduit.ics"'}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


ROUTES = [Route("/feeds/calendar/{token}.ics", calendar)]
