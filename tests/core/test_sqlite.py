"""The driver for SQLite: what SQLAlchemy asks of a cursor, it answers."""

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import col

from monproduit.core.database import engine, look, make_engine, writing
from monproduit.models import Person
from tests.world import load


async def test_statements_say_what_they_did(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'one.db'}")
    try:
        async with engine.connect() as connection:
            await connection.execute(text("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE)"))
            made = await connection.execute(text("INSERT INTO thing (name) VALUES (:name)"), {"name": "a"})
            await connection.execute(text("INSERT INTO thing (name) VALUES (:name)"), [{"name": "b"}, {"name": "c"}])
            back = await connection.execute(text("UPDATE thing SET name = name || '!' RETURNING name"))
            found = await connection.execute(text("SELECT id, name FROM thing ORDER BY id"))
            assert (made.rowcount, made.lastrowid, list(back.scalars())) == (1, 1, ["a!", "b!", "c!"])
            assert (list(found.keys()), found.first()) == (["id", "name"], (1, "a!"))
            with pytest.raises(IntegrityError):
                await connection.execute(text("INSERT INTO thing (name) VALUES ('a!')"))
            streamed = await connection.stream(text("SELECT name FROM thing ORDER BY id"))
            assert [name async for (name,) in streamed] == ["a!", "b!", "c!"]
    finally:
        await engine.dispose()


async def test_who_gives_up_waiting_for_the_writer_leaves_nothing_begun(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path / 'one.db'}")

    async def write() -> None:
        async with engine.connect() as connection:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        async with engine.connect() as connection:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
            waiting = asyncio.create_task(write())
            await asyncio.sleep(0.05)
            waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await asyncio.wait_for(write(), 5)
    finally:
        await engine.dispose()


async def test_what_is_looked_up_at_once_is_what_was_committed_last_and_nothing_can_be_written_there(portal: Path) -> None:
    query, values = select(col(Person.name)).where(col(Person.email) == bindparam("email")), {"email": "claire@exemple.fr"}
    assert portal
    assert await look(query, values) is None
    for name in ("Claire", "Claire Laurent"):
        await load({"type": "user", "email": "claire@exemple.fr", "name": name})
        assert (await look(query, values)).name == name
    with pytest.raises(OperationalError, match="readonly"):
        await look(text("DELETE FROM person"), {})


async def test_whoever_looks_at_a_locked_database_waits_alone(portal: Path) -> None:
    await load({"type": "user", "email": "claire@exemple.fr", "name": "Claire"})
    await engine().dispose()
    lock = sqlite3.connect(portal / "monproduit.db", isolation_level=None)
    lock.execute("PRAGMA locking_mode=EXCLUSIVE")
    lock.execute("BEGIN EXCLUSIVE")
    looking = asyncio.create_task(look(select(col(Person.name)).where(col(Person.email) == bindparam("email")), {"email": "claire@exemple.fr"}))
    late = [await _lateness() for _turn in range(10)]
    assert not looking.done()
    lock.close()
    assert (await asyncio.wait_for(looking, 10)).name == "Claire"
    assert max(late) < 2


async def _lateness() -> float:
    """Return by how many seconds everybody else is kept from their turn."""
    due = time.monotonic() + 0.05
    await asyncio.sleep(0.05)
    return time.monotonic() - due


async def test_writers_go_one_after_the_other_in_the_order_in_which_they_came(portal: Path) -> None:
    assert portal
    done: list[int] = []

    async def write(number: int) -> None:
        async with writing() as session:
            await session.execute(text("SELECT 1"))
            done.append(number)

    await asyncio.gather(*map(write, range(5)))
    assert done == list(range(5))
