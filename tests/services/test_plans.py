"""The one index without which a large portal is slow is the one that is used."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import event

from monproduit.core.database import engine, writing
from monproduit.services import licenses, products
from monproduit.services.access import Actor
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")


@pytest.mark.parametrize("read", [licenses.license_statuses, products.rows, lambda person: licenses.lines(person, "vigie", 50)])
async def test_licenses_are_found_by_group(read: Callable[[Actor], Awaitable[object]]) -> None:
    await load(*PEOPLE, *(license_(f"1-{place:04}", group="lyon" if place % 50 == 0 else None) for place in range(2000)))
    claire, asked = await actor("claire@exemple.fr"), list[Any]()
    async with writing() as session:
        await (await session.connection()).exec_driver_sql("ANALYZE")
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2:4]))
    await read(claire)
    ((statement, parameters),) = asked
    explain = "EXPLAIN QUERY PLAN" if engine().dialect.name == "sqlite" else "EXPLAIN"
    async with engine().connect() as connection:
        plan = "\n".join(str(row) for row in await connection.exec_driver_sql(f"{explain} {statement}", parameters))
    assert "ix_license_group_product" in plan, plan
    assert "SCAN license" not in plan
    assert "Seq Scan on license " not in plan
