"""The disk is full: what cannot be kept is refused in plain words, what was acknowledged stays, and all works again when there is room."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
import time_machine
from sqlalchemy import event, func, select
from sqlmodel import col

from monproduit.core.database import engine, reading
from monproduit.core.errors import PortalError
from monproduit.integrations import file_store
from monproduit.models import ServiceRequest
from monproduit.services import logins, products
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from tests.services.requests_world import CLAIRE
from tests.services.test_attachments import _receive
from tests.world import actor

WRITES = int(os.environ.get("MONPRODUIT_FULL_WRITES") or 10)
"""How often a write is refused while the disk is full."""
_ENDLESS = 2**30


class Disk:
    """The disk under SQLite, as large as the test says."""

    pages = _ENDLESS

    def limit(self, connection: Any, *_rest: Any) -> None:
        """Let the database grow no further."""
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA max_page_count={self.pages}")
        cursor.close()

    async def fill(self) -> None:
        """Leave room for what is there, and no page more."""
        async with engine().connect() as connection:
            self.pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()


@pytest.fixture
def disk(portal: Path) -> Iterator[Disk]:  # noqa: ARG001 (the database)
    made = Disk()
    event.listen(engine().sync_engine, "checkout", made.limit)
    yield made
    event.remove(engine().sync_engine, "checkout", made.limit)


async def _put(api: httpx2.AsyncClient, number: int) -> httpx2.Response:
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-21T09:00:00Z"}
    line = {"product": "vigie", "created_by": CLAIRE, "title": "Sonde muette " * 20, "severity": 3, "status": "new", **moments}
    return await api.put(f"/service_requests/SR-{number}", json=line, headers={"idempotency-key": f"once-{number}"})


async def _add_and_hide(person: Actor) -> None:
    for _write in range(1000):
        await products.add(person, "vigie")
        await products.hide(person, "vigie")


async def _requests() -> int:
    async with reading() as session:
        return await session.scalar(select(func.count(col(ServiceRequest.id)))) or 0


async def test_a_full_database_refuses_in_plain_words_and_loses_nothing(api: httpx2.AsyncClient, disk: Disk) -> None:
    assert (await _put(api, 1)).status_code == 201
    await disk.fill()
    kept, refused, number = 1, list[httpx2.Response](), 1
    while len(refused) < WRITES:
        number += 1
        answer = await _put(api, number)
        if answer.status_code == 201:
            kept += 1
        else:
            refused.append(answer)
    assert {one.status_code for one in refused} == {507}
    assert all("nothing was changed" in one.json()["detail"] for one in refused)
    assert (await api.get("/service_requests")).status_code == 200
    assert await _requests() == kept
    disk.pages = _ENDLESS
    assert (await _put(api, number)).status_code == 201
    assert await _requests() == kept + 1
    async with engine().connect() as connection:
        assert (await connection.exec_driver_sql("PRAGMA integrity_check")).scalars().all() == ["ok"]
    print(f"full disk: {kept} writes kept, {len(refused)} refused in words, 0 lost, writing again at once")  # noqa: T201


async def test_a_person_is_told_and_can_go_on_when_there_is_room(api: httpx2.AsyncClient, disk: Disk) -> None:  # noqa: ARG001
    claire = await actor(CLAIRE)
    await disk.fill()
    with pytest.raises(PortalError) as refusal:
        await _add_and_hide(claire)
    assert "Il n’y a plus de place" in say(refusal.value)
    assert len(await products.rows(claire)) <= 1
    disk.pages = _ENDLESS
    if not await products.rows(claire):
        await products.add(claire, "vigie")
    assert [row.slug for row in await products.rows(claire)] == ["vigie"]


async def test_a_file_without_room_is_refused_in_words_and_leaves_nothing(
    api: httpx2.AsyncClient,  # noqa: ARG001
    portal: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as full:
        full.setattr(file_store.anyio, "open_file", lambda _path, _mode, real=anyio.open_file: real("/dev/full", "wb"))
        with pytest.raises(PortalError, match="no_room"):
            await _receive("sonde.txt", b"une ligne", b"x" * 100_000)
    assert list((portal / "attachments").glob("*")) == []
    assert (await _receive("sonde.txt", b"une ligne")).name == "sonde.txt"


async def test_who_is_signed_in_may_read_on(api: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 (the world)
    claims = {"sub": "claire", "email": CLAIRE, "email_verified": True, "name": "Claire"}
    claire = logins.digest(await logins.start("https://idp.exemple.fr", claims, ""))

    def full() -> None:
        raise PortalError("no_room")

    monkeypatch.setattr(logins, "writing", full)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=10)):
        assert await logins.live(claire)
