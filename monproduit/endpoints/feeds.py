"""Feeds of alerts, read by feed readers without a cookie."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monproduit.services import feeds
from monproduit.services.feeds import Feed

_TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}


async def alerts(request: Request) -> Response:
    """Give the feed behind a private address; one that is none answers as if it had never been."""
    kind = request.path_params["kind"]
    feed = await feeds.read(request.path_params["token"], kind)
    if not feed:
        return PlainTextResponse("Not found", 404)
    headers = {"etag": f'"{feed.tag}"', "cache-control": "private, no-cache"}
    if feed.modified:
        headers["last-modified"] = format_datetime(feed.modified.astimezone(UTC), usegmt=True)
    if _is_known(request, feed):
        return Response(status_code=304, headers=headers)
    return Response(feed.content, media_type=_TYPES[kind], headers=headers)


def _is_known(request: Request, feed: Feed) -> bool:
    """Tell whether the reader has this feed already: its tag decides, and only without one its date (RFC 9110)."""
    if "if-none-match" in request.headers:
        return f'"{feed.tag}"' in request.headers["if-none-match"]
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return _aware(since) >= feed.modified.replace(microsecond=0) if feed.modified else False


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


ROUTES = [Route("/feeds/alerts/{token}.{kind}", alerts)]
