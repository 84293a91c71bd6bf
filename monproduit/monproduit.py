"""The composition root: pages, routes, tasks and errors; the only file that knows everything."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from reflex.event import EventSpec
from reflex.utils.prerequisites import get_web_dir

from monproduit import routes
from monproduit.components.connection import connection
from monproduit.core.localisation import LOCALES, _, use_locale
from monproduit.core.settings import settings
from monproduit.endpoints.application import gate, plain_http
from monproduit.endpoints.sockets import SOCKETS
from monproduit.pages.alerts import alert, alerts
from monproduit.pages.contact import contact
from monproduit.pages.dashboard import dashboard
from monproduit.pages.faq import faq
from monproduit.pages.getting_started import getting_started
from monproduit.pages.group import group
from monproduit.pages.groups import groups
from monproduit.pages.license import license_
from monproduit.pages.license_number_help import license_number_help
from monproduit.pages.localised import Page, localised
from monproduit.pages.roles import roles
from monproduit.pages.support_plans import support_plans
from monproduit.state.alerts import AlertsState, AlertState
from monproduit.state.dashboard import DashboardState
from monproduit.state.group import GroupState
from monproduit.state.groups import GroupsState
from monproduit.state.guard import Guard
from monproduit.state.license import LicenseState
from monproduit.state.live import Live
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState

_PROTOTYPE = bool(os.environ.get("MONPRODUIT_GALLERY"))
"""Whether the product team looks at components, without a database and without signing in."""
_log = logging.getLogger(__name__)


def _apologise(exception: Exception) -> EventSpec:
    _log.error("an event failed", exc_info=exception)
    return NoticeState.apologise()


def _pages() -> list[tuple[str, str, Page, list[object]]]:
    """Return every page: path, title, function, and what loads it."""
    greet = [SessionState.greet]
    return [
        (routes.DASHBOARD, _("Mes produits"), dashboard, [DashboardState.load]),
        (routes.LICENSE, _("Licence"), license_, [LicenseState.load]),
        (routes.ALERTS, _("Notifications et alertes"), alerts, [AlertsState.load]),
        (routes.ALERT, _("Notifications et alertes"), alert, [AlertState.load]),
        (routes.GROUPS, _("Groupes d’utilisateurs"), groups, [GroupsState.load]),
        (routes.GROUP, _("Groupe d’utilisateurs"), group, [GroupState.load]),
        (routes.ROLES, _("Qui peut faire quoi"), roles, greet),
        (routes.FAQ, _("Questions fréquentes"), faq, greet),
        (routes.GETTING_STARTED, _("Mise en route"), getting_started, greet),
        (routes.LICENSE_NUMBER, _("Où trouver le numéro de licence"), license_number_help, greet),
        (routes.SUPPORT_PLANS, _("Offres de support"), support_plans, greet),
        (routes.CONTACT, _("Téléphone et e-mail"), contact, greet),
    ]


@asynccontextmanager
async def _tasks() -> AsyncIterator[None]:
    tasks = [asyncio.create_task(Live(app).run()), asyncio.create_task(SOCKETS.sweep())]
    yield
    for task in tasks:
        task.cancel()


def _plain_http() -> object:
    if not settings().has_embedded_provider:
        return plain_http(None, settings().oidc_client_secret)
    from monproduit.demo import PASSWORD, PEOPLE  # noqa: PLC0415 (never loaded beside a real provider)
    from monproduit.identity_provider.accounts import Account, Accounts  # noqa: PLC0415
    from monproduit.identity_provider.application import application, client_secret  # noqa: PLC0415

    known = {person["email"]: Account(person["email"], person["name"], staff=person["staff"]) for person in PEOPLE}
    return plain_http(application(Accounts(known, PASSWORD)), client_secret())


app = rx.App(
    stylesheets=["/app.css"],
    head_components=[
        rx.el.script(src="/portal.js", defer=True),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
    ],
    html_lang="fr",
    toaster=None,
    extra_app_wraps={(5, "Overlay"): lambda is_stateful: rx.fragment(connection()) if is_stateful and not _PROTOTYPE else None},
    backend_exception_handler=_apologise,
    api_transformer=[_plain_http(), gate(get_web_dir() / "build" / "client")],
)
app.add_middleware(Guard())
app.register_lifespan_task(_tasks)
if _PROTOTYPE:
    from monproduit.gallery.page import gallery  # in production its states stay out of the build

    for language in LOCALES:
        app.add_page(localised(gallery, language), route=routes.to(routes.GALLERY, language), title="Gallery – monproduit")
for language in LOCALES:
    with use_locale(language):
        for path, title, page, on_load in _pages():
            app.add_page(localised(page, language), route=routes.to(path, language), title=f"{title} – monproduit", on_load=on_load)
