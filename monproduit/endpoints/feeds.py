"""Feeds of alerts, read by feed readers without a cookie."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monproduit.core.localisation import DEFAULT, LOCALES
from monproduit.services import feed_sources, feed_writing
from monproduit.services.feed_sources import Source, Standing

_TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}


async def private(request: Request) -> Response:
    """Give the feed behind a private address; one that is none answers as if it had never been."""
    return await _answer(request, await feed_sources.private(request.path_params["token"], request.path_params["kind"]))


async def public(request: Request) -> Response:
    """Give the public feed of a product, where the setting gives it one."""
    asked = request.query_params.get("lang", DEFAULT)
    language = asked if asked in LOCALES else DEFAULT
    return await _answer(request, await feed_sources.public(request.path_params["slug"], request.path_params["kind"], language))


async def _answer(request: Request, found: tuple[Source, Standing] | None) -> Response:
    if not found:
        return PlainTextResponse("Not found", 404)
    source, standing = found
    scope = "private" if source.reader else "public"
    headers = {"etag": f'"{standing.tag}"', "cache-control": f"{scope}, no-cache"}
    if standing.modified:
        headers["last-modified"] = format_datetime(standing.modified.astimezone(UTC), usegmt=True)
    if _is_known(request, standing):
        return Response(status_code=304, headers=headers)
    return Response(await feed_writing.write(source), media_type=_TYPES[source.kind], headers=headers)


def _is_known(request: Request, standing: Standing) -> bool:
    """Tell whether the reader has this feed already: its tag decides, and only without one its date (RFC 9110)."""
    if "if-none-match" in request.headers:
        return f'"{standing.tag}"' in request.headers["if-none-match"]
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return _aware(since) >= standing.modified.replace(microsecond=0) if standing.modified else False


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


ROUTES = [Route("/feeds/alerts/{token}.{kind}", private), Route("/feeds/products/{slug}.{kind}", public)]
