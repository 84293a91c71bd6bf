"""Bring the demo world into a database."""

import asyncio
import json
from datetime import timedelta

from sqlalchemy import exists, select, update
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import engine, reading, writing
from monproduit.demo.catalogue import write_files
from monproduit.demo.desk import furnish
from monproduit.demo.mailing import return_invitation, tick_boxes
from monproduit.demo.people import PEOPLE
from monproduit.demo.world import lines
from monproduit.models import Product, RegisteredProduct
from monproduit.services.data.applying import Report, apply
from monproduit.services.data.reading import Raw

_A_WHILE = timedelta(days=10)
"""How long the people of the demo have had their products: what came since is new to them."""


async def load() -> Report:
    """Load the demo world as of today; twice on a day changes nothing."""
    await asyncio.to_thread(write_files)
    world = lines(clock.today("Europe/Paris"))
    return await apply(Raw("demo", place, json.dumps(line).encode()) for place, line in enumerate(world, 1))


async def load_if_empty() -> bool:
    """Load the demo world into a database without products, and leave no connection behind; return whether it was loaded."""
    try:
        return await _load_if_empty()
    finally:
        await engine().dispose()


async def _load_if_empty() -> bool:
    async with reading() as session:
        is_used = (await session.execute(select(exists(select(col(Product.id)))))).scalar_one()
    if is_used:
        return False
    await load()
    async with writing() as session:
        await session.execute(update(RegisteredProduct).values(added_at=clock.now() - _A_WHILE))
        await tick_boxes(session, str(PEOPLE[0]["email"]))
        await return_invitation(session, str(PEOPLE[0]["email"]), "production-lyon")
        await furnish(session, str(PEOPLE[0]["email"]), str(PEOPLE[5]["email"]))
    return True
