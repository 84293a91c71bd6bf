"""The plain HTTP side of the portal, put together for the composition root."""

import logging
from collections.abc import Callable, Container, Mapping
from pathlib import Path

import httpx2
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from monproduit.core.localisation import LOCALES, preferred
from monproduit.core.settings import settings
from monproduit.endpoints import (
    attachments,
    brand,
    calendars,
    feeds,
    files,
    health,
    invitations,
    metrics,
    openeox,
    purchase_messages,
    shelf_files,
    software,
    subscriptions,
)
from monproduit.endpoints.api import application as api
from monproduit.endpoints.auth import Auth
from monproduit.endpoints.first_view import Drawing, FirstViews
from monproduit.endpoints.gate import Gate, cookie_of, provider_origin, sign_in_cookie_name
from monproduit.endpoints.noting import Noted
from monproduit.endpoints.trouble import trouble
from monproduit.services import logins

_MINUTES = 600
_log = logging.getLogger(__name__)


def plain_http(provider: ASGIApp | None, secret: str) -> Starlette:
    """Return sign-in, health and the entrance; a provider inside the process is reached without a network."""
    if provider:
        inside = Starlette(routes=[Mount("/idp", provider)])
        auth = Auth(f"{settings().origin}/idp", secret, httpx2.ASGITransport(app=inside))
    else:
        auth = Auth(settings().oidc_issuer, secret)
    transient = Middleware(
        SessionMiddleware,
        secret_key=settings().secret_key,
        session_cookie=sign_in_cookie_name(),
        path="/",
        max_age=_MINUTES,
        same_site="lax",
        https_only=settings().origin.startswith("https:"),
    )
    own = [
        *files.ROUTES,
        *attachments.ROUTES,
        *brand.ROUTES,
        *calendars.ROUTES,
        *feeds.ROUTES,
        *invitations.ROUTES,
        *openeox.ROUTES,
        *purchase_messages.ROUTES,
        *shelf_files.ROUTES,
        *software.ROUTES,
        *subscriptions.ROUTES,
        *api.ROUTES,
    ]
    routes = [*auth.routes(), *health.ROUTES, *metrics.ROUTES, *own, Route("/", entrance)]
    if provider:
        routes.append(Mount("/idp", provider))  # type: ignore[arg-type]
    return Starlette(routes=routes, middleware=[transient], exception_handlers={Exception: trouble})


def gate(built: Path, handlers: Container[str]) -> Callable[[ASGIApp], Gate]:
    """Return what puts the gate before an app whose pages call these handlers."""
    return lambda app: Gate(app, built, provider_origin(settings().oidc_issuer), handlers)


def first_views(built: Path, make: Callable[[], Mapping[str, Drawing]]) -> Callable[[ASGIApp], ASGIApp]:
    """Return what writes a person's rows into the page that holds them, where the operator wants it and the components can be written."""

    def before(app: ASGIApp) -> ASGIApp:
        if not settings().first_rows:
            return app
        try:
            return FirstViews(app, built, make())
        except ValueError:
            _log.exception("the first view cannot be drawn: pages fill themselves")
            return app

    return before


def noted(plain: Starlette) -> Callable[[ASGIApp], Noted]:
    """Return what notes each request in the log."""
    return lambda app: Noted(app, plain.routes)


async def entrance(request: Request) -> Response:
    """Lead to the language that the person chose, else to the one their browser prefers."""
    person = await logins.live(logins.digest(cookie_of(request.scope)))
    language = person.locale if person and person.locale in LOCALES else preferred(request.headers.get("accept-language", ""))
    return RedirectResponse(f"/{language}", 303)
