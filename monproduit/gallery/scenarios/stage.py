"""The scenarios that are played in this process, and which tab looks at which."""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from monproduit.core.database import make_engine
from monproduit.gallery.scenarios import file
from monproduit.gallery.scenarios.scenario import Scenario, made
from monproduit.migrations.run import migrate

Live = Callable[[Scenario, Callable[[str], bool]], Coroutine[Any, Any, None]]
"""What brings the changes of a scenario to the tabs that look at it."""


class Stage:
    """Scenarios by their names; each is loaded when somebody first looks, and again when its file was edited."""

    def __init__(self, live: Live, folder: Path = file.FOLDER) -> None:
        """Play the files of a folder."""
        self._live, self._folder = live, folder
        self._played: dict[str, Scenario] = {}
        self._read_at: dict[str, int] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._tabs: dict[str, str] = {}
        self._scratch = tempfile.TemporaryDirectory(prefix="monproduit-scenarios-")
        self._turn = asyncio.Lock()

    @property
    def default(self) -> str:
        """The scenario of pages that name none."""
        return next(iter(file.names(self._folder)), "")

    async def look(self, tab: str, name: str | None) -> Scenario | None:
        """Return what a tab looks at: the scenario that its address names, else the one that it looked at before; None for an unknown one."""
        chosen = self._tabs[tab] = name or self._tabs.get(tab) or self.default
        if chosen not in file.names(self._folder):
            return None
        async with self._turn:
            if chosen not in self._played or self._read_at[chosen] != self._edited_at(chosen):
                await self._play(chosen)
        return self._played[chosen]

    async def restart(self, tab: str) -> None:
        """Play what a tab looks at from its beginning."""
        async with self._turn:
            await self._play(self._tabs[tab])

    async def end(self) -> None:
        """Stop all, and leave nothing behind."""
        for name in list(self._played):
            await self._stop(name)
        self._scratch.cleanup()

    async def _play(self, name: str) -> None:
        await self._stop(name)
        self._read_at[name] = self._edited_at(name)
        scenario = self._played[name] = await made(file.read(name, self._folder), await self._empty(), Path(self._scratch.name))
        self._tasks[name] = asyncio.create_task(self._live(scenario, lambda tab: self._tabs.get(tab) == name))

    async def _stop(self, name: str) -> None:
        if task := self._tasks.pop(name, None):
            task.cancel()
            await asyncio.wait([task])
        if scenario := self._played.pop(name, None):
            await scenario.engine.dispose()

    async def _empty(self) -> Path:
        """Return a database with empty tables, made once."""
        path = Path(self._scratch.name) / "empty.db"
        if not path.exists():
            await asyncio.to_thread(migrate, f"sqlite+aiosqlite:///{path}")
            engine = make_engine(f"sqlite+aiosqlite:///{path}")
            async with engine.begin() as connection:
                await connection.exec_driver_sql("PRAGMA journal_mode=delete")
            await engine.dispose()
        return path

    def _edited_at(self, name: str) -> int:
        return (self._folder / f"{name}.jsonl").stat().st_mtime_ns
