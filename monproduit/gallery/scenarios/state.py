"""The scenario that a tab looks at, its clock, and what may happen in it."""

from typing import Any

import reflex as rx

from monproduit.core import clock
from monproduit.core.localisation import _, local_day
from monproduit.gallery.scenarios import file
from monproduit.gallery.scenarios.changes import Happening, happen, set_day
from monproduit.gallery.scenarios.scenario import Scenario
from monproduit.gallery.scenarios.stage import Stage
from monproduit.gallery.scenarios.views import Played, ScenarioLink, Told
from monproduit.routes import SCENARIOS, to
from monproduit.state.action import action
from monproduit.state.dashboard import DashboardState
from monproduit.state.notices import NoticeState

_SHOWN = 50
_FARTHEST = 3660


class ScenarioState(rx.State):
    """The control above the portal."""

    played: Played = Played()

    @action
    async def look(self) -> None:
        """Say what is played, and what else there is."""
        self._tell(await self._scenario())

    @action
    async def home(self) -> Any:
        """Lead to the dashboard of the scenario that is played."""
        return rx.redirect(f"{to(SCENARIOS)}/{(await self._scenario()).script.name}")

    @action
    async def go_to(self, days: int) -> None:
        """Set the clock some days from the scenario's own."""
        scenario = await self._scenario()
        await set_day(scenario, max(-_FARTHEST, min(days, _FARTHEST)))
        self._tell(scenario)

    @action
    async def happen(self, what: str) -> None:
        """Let something happen, as another system would."""
        if what not in set(Happening) or not await happen(await self._scenario(), Happening(what)):
            (await self.get_state(NoticeState))._say(_("Ce scénario n’a rien à quoi cela puisse arriver."))

    @action
    async def restart(self) -> Any:
        """Play the scenario from its beginning."""
        await STAGES[0].restart(self.router.session.client_token)
        return [ScenarioState.look, DashboardState.load]

    async def _scenario(self) -> Scenario:
        found = await STAGES[0].look(self.router.session.client_token, None)
        if not found:
            raise LookupError("no scenario")
        return found

    def _tell(self, scenario: Scenario) -> None:
        asked = self.router.url.path.rstrip("/").rsplit("/", 1)[-1]
        problems = [Told(str(place), f"{one.file}:{one.line}", one.field, one.message) for place, one in enumerate(scenario.problems[:_SHOWN])]
        if f"{SCENARIOS}/" in self.router.url.path and asked not in file.names():
            problems = [Told("", f"{asked}.jsonl", "", _("Ce fichier n’existe pas : ajoutez-le, et il est là."))]
        links = [ScenarioLink(name, file.read(name).title) for name in file.names()]
        day = local_day(clock.now(), "Europe/Paris")
        self.played = Played(scenario.script.name, scenario.script.title, scenario.script.person, day, scenario.days, problems, links)


STAGES: list[Stage] = []
"""The stage of this process."""
