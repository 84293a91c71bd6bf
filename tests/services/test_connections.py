"""Connections to PostgreSQL that ended while nobody used them are replaced without a word."""

from typing import Any

import pytest
from sqlalchemy import text

from monproduit.core.database import asking, engine, fetch

pytestmark = pytest.mark.usefixtures("portal")
_OWN = text("SELECT pg_backend_pid()")


async def _end(driver: Any, own: int, *, by_server: bool) -> None:
    if not by_server:
        await driver.close()
        return
    other = await type(driver).connect(driver.info.dsn, autocommit=True)
    await other.execute("SELECT pg_terminate_backend(%s, 5000)", (own,))
    await other.close()


@pytest.mark.parametrize("by_server", [True, False])
async def test_a_closed_connection_is_replaced(*, by_server: bool) -> None:
    if engine().dialect.name == "sqlite":
        pytest.skip("SQLite has no server")
    async with asking() as connection:
        own = (await connection.execute(_OWN)).scalar_one()
        driver = (await connection.get_raw_connection()).driver_connection
    await _end(driver, own, by_server=by_server)
    ((now,),) = await fetch(_OWN)
    assert now != own
