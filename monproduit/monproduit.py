"""The composition root: pages, routes and tasks; the only file that knows everything."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from reflex.utils.prerequisites import get_web_dir
from reflex_base.registry import RegistrationContext
from starlette.applications import Starlette

from monproduit import routes
from monproduit.components.connection import connection
from monproduit.components.sheets import STYLESHEETS, head
from monproduit.core import tracing
from monproduit.core.garbage import collect_while_idle
from monproduit.core.localisation import LOCALES, use_locale
from monproduit.core.settings import GRACE, settings
from monproduit.core.vendor import vendor
from monproduit.endpoints import attachments
from monproduit.endpoints.application import first_views, gate, noted, plain_http
from monproduit.endpoints.sockets import SOCKETS
from monproduit.integrations.shared_memory import watch
from monproduit.mishaps import apologise, load_anew, notice_silence
from monproduit.pages.first_view import drawings
from monproduit.pages.localised import localised
from monproduit.pages.site import PLACES
from monproduit.services import sweeps
from monproduit.services.relay import Relay
from monproduit.services.senders import SENDERS
from monproduit.services.webhook_sweep import Sweep
from monproduit.state.chat import ChatState
from monproduit.state.coming_back import let_come_back
from monproduit.state.guard import Guard
from monproduit.state.kept import keep_states
from monproduit.state.live import Live

_HEARD = 0.2


@asynccontextmanager
async def _tasks() -> AsyncIterator[None]:
    app.event_processor.graceful_shutdown_timeout = GRACE
    notice_silence(app)
    let_come_back(app.event_namespace)
    sockets = SOCKETS.sweep(), watch(settings().redis_url, lambda: load_anew(app.state_manager))
    memory = keep_states(app), collect_while_idle()
    work = Live(app).run(), Relay(SENDERS).run(), Sweep().run(), sweeps.run(), attachments.sweep()
    tasks = [asyncio.create_task(one) for one in (*sockets, *memory, *work)]
    yield
    SOCKETS.renew()  # what is clicked from now on waits in the pages; what was clicked before is done, then this process ends
    await asyncio.sleep(_HEARD)
    for task in tasks:
        task.cancel()


def _plain_http() -> Starlette:
    if not settings().has_embedded_provider:
        return plain_http(None, settings().oidc_client_secret)
    from monproduit.demo import PASSWORD, PEOPLE  # noqa: PLC0415 (never loaded beside a real provider)
    from monproduit.identity_provider.accounts import Account, Accounts  # noqa: PLC0415
    from monproduit.identity_provider.application import application, client_secret  # noqa: PLC0415

    known = {person["email"]: Account(person["email"], person["name"], staff=person["staff"]) for person in PEOPLE}
    return plain_http(application(Accounts(known, PASSWORD)), client_secret())


_built = get_web_dir() / "build" / "client"
_plain = _plain_http()
app = rx.App(
    stylesheets=STYLESHEETS,
    head_components=head(),
    html_lang="fr",
    toaster=None,
    extra_app_wraps={(5, "Overlay"): lambda is_stateful: rx.fragment(connection()) if is_stateful else None},
    backend_exception_handler=apologise,
    api_transformer=[_plain, first_views(_built, drawings), gate(_built, RegistrationContext.get().event_handlers), noted(_plain)],
)
app.add_middleware(Guard())
app.register_lifespan_task(tracing.lifetime)
app.register_lifespan_task(_tasks)
for language in LOCALES:
    with use_locale(language):
        for place in PLACES:
            app.add_page(
                localised(place.draw, language),
                route=routes.to(place.path, language),
                title=f"{place.title()} – {vendor().brand.name}",
                on_load=[*place.loads, ChatState.load],
            )
