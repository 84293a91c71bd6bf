"""Run the history on the database of the settings, or on a connection that a caller gives."""

import asyncio

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from monproduit import models  # noqa: F401 (fills the metadata)
from monproduit.core.database import make_engine
from monproduit.core.settings import settings


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


async def _connect() -> None:
    engine = make_engine(context.config.get_main_option("sqlalchemy.url") or settings().database)
    async with engine.begin() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


asyncio.run(_connect())
