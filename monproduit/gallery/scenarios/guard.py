"""The guard of prototypes: every event happens in the scenario that its tab looks at, done by the scenario's customer."""

import re
from typing import Any

from monproduit.gallery.scenarios.stage import Stage
from monproduit.routes import SCENARIOS
from monproduit.state.guard import Guard

_ADDRESS = re.compile(rf"/[a-z]{{2}}(?:{SCENARIOS}/|/[^?#]*\?(?:[^#]*&)?scenario=)([^/?#&]+)")


class ScenarioGuard(Guard):
    """The same refusals as in the portal; where the gate would have put a login, there is the one of the scenario."""

    def __init__(self, stage: Stage) -> None:
        """Let events happen on a stage."""
        super().__init__()
        self._stage = stage

    async def _login(self, router_data: dict[str, Any]) -> str:
        named = _ADDRESS.match(str(router_data.get("asPath") or ""))
        scenario = await self._stage.look(str(router_data.get("token", "")), named[1] if named else None)
        scenario = scenario or await self._stage.look(str(router_data.get("token", "")), self._stage.default)
        if not scenario:
            return ""
        scenario.enter()
        return await scenario.login()
