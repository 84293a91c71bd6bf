"""Stories of tabs before a prototype, told in a process of their own: its states are not to be known to other tests."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reflex.istate.manager.memory import StateManagerMemory
from reflex_base.event import Event
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext

from monproduit.core.settings import settings
from monproduit.gallery import prototype
from monproduit.gallery.app import app
from monproduit.gallery.scenarios.state import STAGES
from monproduit.routes import ALERT, ALERTS, DASHBOARD, LICENSE, PRODUCT, SCENARIOS, SERVICE_REQUEST, SERVICE_REQUESTS

Delta = dict[str, dict[str, Any]]
_VISITS = {
    ALERTS: ("/alerts", "alerts_state", "found"),
    ALERT: ("/alerts/archivo-721", "alert_state", "page"),
    SERVICE_REQUESTS: ("/service-requests", "requests_state", "found"),
    SERVICE_REQUEST: ("/service-requests/SR-1003", "request_state", "page"),
    LICENSE: ("/licenses/098-114-236", "license_state", "page"),
    PRODUCT: ("/products/archivo", "product_support_state", "page"),
}
"""Pages, an address of each, the state that loads it, and what it then shows."""
Tab = tuple[BaseStateEventProcessor, str]


async def a_tab() -> dict[str, Any]:
    """Look at a scenario, set its clock, call what is not declared, and look at a scenario that is not there."""
    async with _prototype() as events:
        tab, sockets = (events, "one-of-each-state"), _Sockets("tab-one-of-each-state")
        STAGES[0]._live = prototype._live(sockets)  # type: ignore[arg-type]
        loaded = await _call(tab, "DashboardState.load")
        live = await _published(tab, sockets)
        moved = await _call(tab, "ScenarioState.go_to", days=30)
        again = await _call(tab, "DashboardState.load")
        unknown = await _call((events, "nothing"), "ScenarioState.look")
        return {
            "person": _value(loaded, "name"),
            "rows": len(_value(loaded, "order", "dashboard_state")),
            "day": _value(moved, "played").day,
            "says": _value(again, "cell__vigie", "support_status").label,
            "live": live,
            "pages": await _visited(tab),
            "undeclared": await _call(tab, "State.setvar", var_name="played", value=""),
            "unknown": _value(unknown, "played").problems[0].place.split(":")[0],
            "own_database": any(path.exists() for path in (Path("/nowhere"), settings().data_dir / "monproduit.db")),
        }


@contextlib.asynccontextmanager
async def _prototype() -> AsyncIterator[BaseStateEventProcessor]:
    processor = BaseStateEventProcessor(middleware=app, backend_exception_handler=app.backend_exception_handler)
    async with processor.configure(state_manager=StateManagerMemory()):
        yield processor
    await STAGES[0].end()


class _Sockets:
    """What live updates need of an app: the socket of one tab, which keeps what was written to it."""

    def __init__(self, token: str) -> None:
        self.written: asyncio.Queue[Delta] = asyncio.Queue()
        self.event_namespace = SimpleNamespace(_token_manager=SimpleNamespace(token_to_socket={token: SimpleNamespace(sid=token)}), emit=self._emit)

    async def _emit(self, _name: str, update: Any, to: str) -> None:
        assert to
        await self.written.put(update.delta)


async def _published(tab: Tab, sockets: _Sockets) -> str:
    """Let an alert be published, and return what its cell then says in the browser."""
    await _call(tab, "ScenarioState.happen", what="alert")
    return str(_value(await asyncio.wait_for(sockets.written.get(), 30), "cell__archivo").title)


async def _visited(tab: Tab) -> dict[str, Any]:
    """Visit every other page that a scenario plays, and return what each then shows."""
    assert {pattern for pattern, *_page in prototype.PAGES} - {DASHBOARD, f"{SCENARIOS}/[scenario]"} == _VISITS.keys()
    return {path: repr(_value(await _call(tab, f"{state}.load", f"/fr{path}"), shown, state)) for path, state, shown in _VISITS.values()}


async def _call(tab: Tab, name: str, path: str = "", **payload: Any) -> Delta:
    """Send an event from a page of a tab, which is the scenario's own where none is named; return all that came back, merged."""
    events, scenario = tab
    path = path or f"/fr/gallery/scenarios/{scenario}"
    router = {"headers": {}, "pathname": path, "asPath": path, "token": f"tab-{scenario}"}
    state, _, verb = name.partition(".")
    snake = re.sub("(?<=.)(?=[A-Z])", "_", state).lower()
    (full,) = [one for one in RegistrationContext.get().event_handlers if one.endswith(f"____{snake}.{verb}")]
    merged: Delta = {}
    async for delta in events.enqueue_stream_delta(f"tab-{scenario}", Event(name=full, payload=payload, router_data=router)):
        for state, values in delta.items():
            merged.setdefault(state, {}).update(values)
    return {state: values for state, values in merged.items() if state.count(".")}


def _value(delta: Delta, name: str, whose: str = "") -> Any:
    """Return the first value that was sent under a name, by a state."""
    return next(value for state, values in delta.items() for key, value in values.items() if whose in state and key.startswith(name))
