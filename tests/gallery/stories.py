"""Stories of tabs before a prototype, told in a process of their own."""

from pathlib import Path
from typing import Any

from monproduit.core.settings import settings
from monproduit.gallery.scenarios.state import STAGES
from tests.state.harness import Delta, Portal, Tab, handler_name, portal_events


async def a_tab() -> dict[str, Any]:
    """Look at a scenario, set its clock, call what is not declared, and look at a scenario that is not there."""
    async with portal_events() as portal:
        tab = _tab(portal, "one-of-each-state")
        loaded = await _call(tab, "DashboardState.load")
        moved = await _call(tab, "ScenarioState.go_to", days=30)
        again = await _call(tab, "DashboardState.load")
        told = {
            "person": _value(loaded, "name"),
            "rows": len(_value(loaded, "order")),
            "day": _value(moved, "played").day,
            "says": _value(again, "cell__vigie").label,
            "undeclared": await tab.call(handler_name("State.setvar"), var_name="played", value=""),
            "unknown": _value(await _call(_tab(portal, "nothing"), "ScenarioState.look"), "played").problems[0].place.split(":")[0],
            "own_database": any(path.exists() for path in (Path("/nowhere"), settings().data_dir / "monproduit.db")),
        }
    await STAGES[0].end()
    return told


def _tab(portal: Portal, name: str) -> Tab:
    return Tab(portal._processor, "", f"tab-{name}", f"/fr/gallery/scenarios/{name}")


async def _call(tab: Tab, name: str, **payload: Any) -> Delta:
    return await tab.call(handler_name(name), **payload)


def _value(delta: Delta, name: str) -> Any:
    """Return the one value that was sent under a name."""
    return next(value for values in delta.values() for key, value in values.items() if key.startswith(name))
