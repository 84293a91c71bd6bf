"""The driver for SQLite: what SQLAlchemy asks of a cursor, it answers."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from monproduit.core.database import make_engine


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
