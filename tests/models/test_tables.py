"""The database itself refuses what must not be."""

import asyncio
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from monproduit.core.database import reading, writing
from monproduit.migrations.run import config
from monproduit.models import License, Membership, Person, Product, UserGroup

pytestmark = pytest.mark.usefixtures("portal")


async def test_the_history_makes_the_tables_of_the_models() -> None:
    """Nothing is left to generate after the last migration."""
    await asyncio.to_thread(command.check, config())


async def test_an_unknown_role_is_refused() -> None:
    """A CHECK holds the roles."""
    async with writing() as session:
        session.add(Person(id=1, email="claire@exemple.fr"))
        session.add(UserGroup(id=1, key="lyon", name="Lyon", created_at=datetime(2026, 1, 1, tzinfo=UTC)))
    with pytest.raises(IntegrityError, match="role_is_known"):
        async with writing() as session:
            session.add(Membership(group_id=1, user_id=1, role="king"))


async def test_foreign_keys_are_on() -> None:
    """SQLite would let a license dangle unless told."""
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        async with writing() as session:
            session.add(License(number="1", canonical_number="1", product_id=99, license_type="trial", standing="active"))


async def test_moments_come_back_in_utc() -> None:
    """SQLite forgets zones; the column type does not."""
    made = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    async with writing() as session:
        session.add(UserGroup(key="lyon", name="Lyon", created_at=made))
    async with reading() as session:
        assert (await session.get_one(UserGroup, 1)).created_at == made


async def test_the_license_aggregate_uses_its_index() -> None:
    """Without this index one dashboard reads every license of the portal."""
    query = "SELECT product_id, count(*) FROM license WHERE group_id IN (1, 2) GROUP BY product_id"
    async with reading() as session:
        plan = (await session.execute(text(f"EXPLAIN QUERY PLAN {query}"))).all()
    assert any("ix_license_group_product" in row[3] for row in plan)


async def test_a_failed_writing_leaves_nothing() -> None:
    """A use case is one transaction."""

    async def fail() -> None:
        async with writing() as session:
            session.add(Product(slug="a", name="A"))
            await session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with reading() as session:
        assert (await session.execute(text("SELECT count(*) FROM product"))).one()[0] == 0


async def test_the_last_migration_can_be_taken_back_and_keeps_what_is_there() -> None:
    """An upgrade that went wrong must have a way back."""
    async with writing() as session:
        session.add(Product(id=1, slug="vigie", name="Vigie"))
        await session.flush()
        session.add(License(number="100-1", canonical_number="1001", product_id=1, license_type="trial", standing="active"))
    await asyncio.to_thread(command.downgrade, config(), "-1")
    await asyncio.to_thread(command.upgrade, config(), "head")
    async with reading() as session:
        assert (await session.get_one(License, 1)).number == "100-1"
