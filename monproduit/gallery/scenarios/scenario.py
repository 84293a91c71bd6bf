"""A scenario that is played: a database of its own, a clock of its own, and the login of its customer."""

import asyncio
import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from monproduit.core import clock, database
from monproduit.gallery.scenarios.file import Script
from monproduit.services import logins
from monproduit.services.data.applying import apply
from monproduit.services.data.raw import Problem

_PLACE = ZoneInfo("Europe/Paris")
_MORNING = time(9)
_A_WHILE = timedelta(days=10)
"""How long the customer has had their products: what came since is new to them."""


class Scenario:
    """One file, played in one scratch database."""

    def __init__(self, script: Script, engine: AsyncEngine) -> None:
        """Play a script in a database with empty tables."""
        self.script, self.engine = script, engine
        self.problems: list[Problem] = []
        self.days = 0
        self.changes = 0
        self._since = datetime.now(UTC)
        day = script.header.today
        self._start = datetime.combine(day, _MORNING, _PLACE).astimezone(UTC) if day else self._since
        self._cookie = ""

    def now(self) -> datetime:
        """Return the moment that it is in the scenario."""
        return self._start + timedelta(days=self.days) + (datetime.now(UTC) - self._since)

    def enter(self) -> None:
        """Let the rest of this task happen in the scenario."""
        database.work_in(self.engine)
        clock.go_by(self.now)

    async def load(self) -> None:
        """Import the lines; with an error nothing of them is there, and the problems are kept."""
        self.problems = self.script.problems
        if not self.problems:
            self.days = -_A_WHILE.days
            self.enter()
            self.problems = (await apply(self.script.lines)).problems
            self.days = 0
        self.enter()
        await self.login()

    async def login(self) -> str:
        """Return the login of the customer; where the clock outlived it, a new one."""
        if not await logins.live(logins.digest(self._cookie)):
            claims = {"sub": self.script.person, "email": self.script.person, "email_verified": True}
            self._cookie = await logins.start("scenario", claims, "")
        return logins.digest(self._cookie)


async def made(script: Script, template: Path, folder: Path) -> Scenario:
    """Make a scenario from empty tables, and load it."""
    path = folder / f"{script.name}-{datetime.now(UTC).timestamp()}.db"
    await asyncio.to_thread(shutil.copy, template, path)
    scenario = Scenario(script, database.make_engine(f"sqlite+aiosqlite:///{path}"))
    await scenario.load()
    return scenario
