"""Run the history on the database of the settings, or on a connection that a caller gives."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from monproduit import models  # noqa: F401 (fills the metadata)
from monproduit.core.database import make_engine
from monproduit.core.settings import settings


def _is_ours(_object: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
    """Tell whether the models say it: the indexes of words are made by the migrations alone."""
    return not (name or "").startswith("article_search")


def _run(connection: Connection) -> None:
    """Run what is missing, alone: of several that start at once, the others wait and find it done."""
    lock = "SELECT pg_advisory_xact_lock(hashtext('monproduit.migrations'))" if connection.dialect.name == "postgresql" else "BEGIN IMMEDIATE"
    connection.execute(text(lock))
    options = {"render_as_batch": True, "compare_type": True, "include_object": _is_ours}
    context.configure(connection=connection, target_metadata=SQLModel.metadata, **options)
    with context.begin_transaction():
        context.run_migrations()


async def _connect() -> None:
    engine = make_engine(context.config.get_main_option("sqlalchemy.url") or settings().database)
    async with engine.begin() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


asyncio.run(_connect())
