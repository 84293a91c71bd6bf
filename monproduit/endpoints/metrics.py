"""What the portal counts, for Prometheus: shown on this machine, or to who has the token of the settings; to nobody else."""

import hmac
import os
from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from monproduit.core.metrics import BOUNCED, FAILED, OLDEST, REGISTRY, REQUESTS, SUSPENDED, WAITING
from monproduit.core.settings import is_loopback, settings
from monproduit.services import bounces
from monproduit.services.outbox_standing import standing

PATH = "/metrics"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


async def metrics(request: Request) -> Response:
    """Say how things stand at this moment."""
    if not _may_read(request):
        return PlainTextResponse("Not found", 404)
    for topic, stands in (await standing()).items():
        WAITING.labels(topic).set(stands.waiting)
        OLDEST.labels(topic).set(stands.oldest_seconds)
        FAILED.labels(topic).set(stands.failed)
    bounced, suspended = await bounces.figures()
    for kind, many in bounced.items():
        BOUNCED.labels(kind).set(many)
    SUSPENDED.set(suspended)
    return Response(generate_latest(_Ours()), media_type=CONTENT_TYPE_LATEST, headers={"cache-control": "no-store", "connection": "close"})


class _Ours(CollectorRegistry):
    """The figures of this process; one of several workers says which, and the connection is closed so that the next time another may answer."""

    def collect(self) -> Iterator[Metric]:
        """Return each figure."""
        which = {"worker": str(os.getpid())} if settings().workers > 1 else {}
        for family in REGISTRY.collect():
            family.samples = [sample._replace(labels={**sample.labels, **which}) for sample in family.samples]
            yield family


def count(scope: Scope, status: int) -> None:
    """Count a request that was answered; an address is counted by its template, and a page as a page."""
    route = scope.get("template") or getattr(scope.get("route"), "path", "") or "page"
    method = scope["method"] if scope["method"] in METHODS else "other"
    REQUESTS.labels(method, route, str(status)).inc()


def _may_read(request: Request) -> bool:
    """Tell whether who asks may read; a portal with a public address has a proxy before it, so there the token alone counts."""
    if token := settings().metrics_token:
        kind, _, shown = request.headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and hmac.compare_digest(shown.strip().encode(), token.encode())
    is_passed_on = any(name in request.headers for name in _FORWARDED)
    return settings().is_local and not is_passed_on and is_loopback(request.client.host if request.client else "")


ROUTES = [Route(PATH, metrics)]
