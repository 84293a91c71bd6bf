"""What takes the place of signing in, of the database and of other systems where `MONPRODUIT_GALLERY` is set."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import reflex as rx
from reflex.utils.prerequisites import get_web_dir
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monproduit.core.brand_sheet import FONT, logo_address, sheet
from monproduit.core.settings import settings
from monproduit.core.vendor import vendor
from monproduit.endpoints import brand
from monproduit.gallery.looked_at import write_looked_at
from monproduit.gallery.scenarios.guard import ScenarioGuard
from monproduit.gallery.scenarios.page import nothing, played
from monproduit.gallery.scenarios.scenario import Scenario
from monproduit.gallery.scenarios.stage import Stage
from monproduit.gallery.scenarios.state import STAGES, ScenarioState
from monproduit.pages.dashboard import dashboard
from monproduit.pages.localised import Page
from monproduit.pages.site import PLACES
from monproduit.routes import ALERT, ALERTS, DASHBOARD, LICENSE, LOOKED_AT, PRODUCT, SCENARIOS, SERVICE_REQUEST, SERVICE_REQUESTS
from monproduit.state.chat import ChatState
from monproduit.state.dashboard import DashboardState
from monproduit.state.live import Live

_PLAYED = (ALERTS, ALERT, SERVICE_REQUESTS, SERVICE_REQUEST, LICENSE, PRODUCT)
"""What a scenario shows besides the dashboard: each page more is one more to compile after an edit."""
PAGES: tuple[tuple[str, Page, str, list[Any]], ...] = (
    (f"{SCENARIOS}/[scenario]", played(dashboard), "Scenario", [ScenarioState.look, DashboardState.load, ChatState.load]),
    (DASHBOARD, nothing, "Scenario", [ScenarioState.home]),
    *((place.path, played(place.draw), "Scenario", [ScenarioState.look, *place.loads]) for place in PLACES if place.path in _PLAYED),
)
"""Path, page, title and loaders."""


def begin(app: rx.App) -> None:
    """Let an app be a prototype: its events happen on a stage, and nothing of the user's own data is ever opened."""
    settings().data_dir, settings().database_url = Path(gettempdir()) / "monproduit-prototype", ""
    stage = Stage(_live(app))
    STAGES[:] = [stage]
    app.add_middleware(ScenarioGuard(stage))
    app.register_lifespan_task(_until_the_end(stage))
    _publish_brand(get_web_dir() / "public")


def http() -> Starlette:
    """Return the plain HTTP side of a prototype: its look, and what is looked at."""
    return Starlette(routes=[*brand.ROUTES, Route(LOOKED_AT, _looks, methods=["POST"])])


async def _looks(request: Request) -> Response:
    """Take down which examples are on somebody's screen: those are drawn first."""
    write_looked_at((await request.body()).decode(errors="replace"))
    return Response(status_code=204)


def _live(app: rx.App) -> Callable[[Scenario, Callable[[str], bool]], Any]:
    async def run(played: Scenario, looks: Callable[[str], bool]) -> None:
        played.enter()
        await Live(app, lambda: played.engine, lambda tab: looks(tab.token)).run()

    return run


def _until_the_end(stage: Stage) -> Callable[[], Any]:
    @asynccontextmanager
    async def scenarios() -> AsyncIterator[None]:
        yield
        await asyncio.shield(stage.end())

    return scenarios


def _publish_brand(public: Path) -> None:
    """Write the brand beside the other assets: in development the pages come from another server than the portal's."""
    own = vendor().brand
    files = {"/brand.css": sheet(own).encode()}
    files |= {logo_address(own): (own.folder / own.logo).read_bytes()} if own.logo else {}
    files |= {FONT: (own.folder / own.font_file).read_bytes()} if own.font_file else {}
    for address, content in files.items():
        path = public / address.strip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
