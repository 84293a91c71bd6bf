"""How long words take to the other screen when many chats go on at once; the clients share the cores with the server."""

import asyncio
import os
import re
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import aiohttp
from sqlalchemy import event, select
from sqlmodel import col

from benchmarks.tab import Tab
from tests.browser.server import Server, start
from tests.world import Line, actor

_EACH = 10
"""How many chats an engineer has."""
_AT_A_TIME = 20
_SPREAD = 20.0
"""Within how many seconds everybody writes once."""
_STATE = "reflex___state____state.monproduit___state___"
_PANEL, _DESK = f"{_STATE}chat____chat_state", f"{_STATE}chat_desk____chat_desk_state"
_WORDS = re.compile("mot-[0-9a-f]{32}|loaded__table|loaded__desk|span__mine")
_PARTS = (0.5, 0.95, 0.99)


def run(*counts: int) -> None:
    """Serve the portal, open chats, and let everybody write."""
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            server = start(Path(folder))
            os.environ |= {"MONPRODUIT_DATA_DIR": folder, "MONPRODUIT_DATABASE_URL": ""}
            try:
                server.load(*_people(count))
                customers, engineers = server.run(partial(_begin, server, count))
                asyncio.run(_measure(server, customers, engineers))
                print(f"what one message changed is read for all of them in {server.run(_queries)} queries")
            finally:
                server.stop()


def _people(count: int) -> Iterator[Line]:
    for place in range(count):
        yield {"type": "user", "email": f"c{place}@mesure.fr", "name": f"Client {place}"}
    for place in range(count // _EACH):
        yield {"type": "user", "email": f"s{place}@mesure.fr", "name": f"Support {place}", "staff": True}


async def _begin(server: Server, count: int) -> tuple[list[str], list[str]]:
    """Let each customer begin a chat, and each engineer join theirs; return the logins of both."""
    from monproduit.services import chat_desk, chats, logins  # noqa: PLC0415 (after the settings of the served portal)

    async def cookie(email: str) -> str:
        return await logins.start(f"{server.origin}/idp", {"sub": email, "email": email, "email_verified": True}, "")

    customers = [await cookie(f"c{place}@mesure.fr") for place in range(count)]
    engineers = [await cookie(f"s{place}@mesure.fr") for place in range(count // _EACH)]
    for place in range(count):
        who = await actor(f"c{place}@mesure.fr")
        await chats.send(who, f"begin-{place:04}", "Bonjour")
        engineer = replace(await actor(f"s{place // _EACH}@mesure.fr"), is_staff=True)
        await chat_desk.join(engineer, (await chats.panel(who)).chat)
    return customers, engineers


async def _queries() -> int:
    """Count what the follower asks when one chat changed: whom it concerns, whether anybody is there, and the chat."""
    from monproduit.core.database import engine, reading  # noqa: PLC0415 (after the settings of the served portal)
    from monproduit.integrations.change_log import Changed  # noqa: PLC0415
    from monproduit.models import Person  # noqa: PLC0415
    from monproduit.services import audience, chat_presence, chat_snapshots  # noqa: PLC0415

    asked: list[str] = []
    async with reading() as session:
        people = list(await session.scalars(select(col(Person.id))))
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    await audience.concerned([Changed(0, people[0], None, None, "chat:1"), Changed(0, None, None, None, "chat:1")], people)
    await chat_presence.is_anybody_there()
    await chat_snapshots.take([1])
    return len([one for one in asked if one.startswith("SELECT")])


async def _measure(server: Server, customers: list[str], engineers: list[str]) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http, AsyncExitStack() as stack:
        of_customers = await _open(stack, [Tab(http, server.origin, cookie) for cookie in customers], "loaded__table")
        for one in of_customers:
            await one.tab.send(f"{_PANEL}.open")
        await asyncio.gather(*(one.hears("span__mine") for one in of_customers))
        of_engineers = await _open(stack, [Tab(http, server.origin, cookie, "/fr/staff/chats") for cookie in engineers], "loaded__desk")
        for turn in ("customer to desk", "engineer to customer"):
            pairs = [(customer, of_engineers[place // _EACH]) for place, customer in enumerate(of_customers)]
            asks = turn.startswith("customer")
            waits = [one if asks else one[::-1] for one in pairs]
            before = sum(one.bytes for one in (*of_customers, *of_engineers))
            found = sorted(await _round(waits, _PANEL if asks else _DESK))
            p50, p95, p99 = (found[min(len(found) - 1, int(len(found) * part))] * 1000 for part in _PARTS)
            size = (sum(one.bytes for one in (*of_customers, *of_engineers)) - before) / len(found)
            times = f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms"
            print(f"{len(customers)} chats at once, {len(engineers)} desks, {turn}: {times}, {size:.0f} bytes to all tabs per message")


class Ear:
    """A tab that is listened to, and when which words came to it."""

    def __init__(self, tab: Tab) -> None:
        """Listen from now on."""
        self.bytes = 0
        self.tab, self._came = tab, dict[str, asyncio.Future[float]]()
        self._task = asyncio.create_task(tab.until(self._note))

    def close(self) -> None:
        """Listen no more."""
        self._task.cancel()

    async def hears(self, words: str) -> float:
        """Wait for words; return when they came."""
        return await self._came.setdefault(words, asyncio.get_running_loop().create_future())

    def _note(self, message: str) -> bool:
        self.bytes += len(message)
        for words in _WORDS.findall(message):
            came = self._came.setdefault(words, asyncio.get_running_loop().create_future())
            if not came.done():
                came.set_result(time.perf_counter())
        return False


async def _open(stack: AsyncExitStack, tabs: list[Tab], sign: str) -> list[Ear]:
    """Open tabs, some at a time, and listen to them."""
    ears: list[Ear] = []
    for first in range(0, len(tabs), _AT_A_TIME):
        some = tabs[first : first + _AT_A_TIME]
        opened = [Ear(tab) for tab in await asyncio.gather(*(stack.enter_async_context(tab) for tab in some))]
        for ear in opened:
            stack.callback(ear.close)
        await asyncio.gather(*(ear.hears(sign) for ear in opened))
        ears += opened
    return ears


async def _round(pairs: list[tuple[Ear, Ear]], state: str) -> list[float]:
    """Let everybody write once, one after the other; return how long the other screen waited for each."""
    waits: list[asyncio.Task[float]] = []
    for place, (writer, reader) in enumerate(pairs):
        waits.append(asyncio.create_task(_wait(writer, reader, state, place + 1)))
        await asyncio.sleep(_SPREAD / len(pairs))
    return await asyncio.gather(*waits)


async def _wait(writer: Ear, reader: Ear, state: str, chat: int) -> float:
    words, began = f"mot-{uuid.uuid4().hex}", time.perf_counter()
    await writer.tab.send(f"{state}.send", form={"key": uuid.uuid4().hex, "text": words, "chat": str(chat)})
    return await reader.hears(words) - began
