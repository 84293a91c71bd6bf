"""A small named world: Claire, Bruno and Léa of Lyon, Nora of elsewhere."""

import json
import shutil
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import make_url, select
from sqlmodel import col

from monproduit.core.database import engine, reading
from monproduit.core.settings import settings
from monproduit.models import Person
from monproduit.services.access import Actor
from monproduit.services.data.applying import apply
from monproduit.services.data.reading import Raw

Line = dict[str, Any]
PEOPLE: list[Line] = [
    {"type": "user", "email": "claire@exemple.fr", "name": "Claire Laurent", "locale": "fr"},
    {"type": "user", "email": "bruno@exemple.fr", "name": "Bruno Petit"},
    {"type": "user", "email": "lea@exemple.fr", "name": "Léa Roy"},
    {"type": "user", "email": "nora@ailleurs.fr", "name": "Nora Weiss"},
    {"type": "group", "key": "lyon", "name": "Production Lyon", "domain": "exemple.fr"},
    {"type": "group", "key": "ailleurs", "name": "Ailleurs", "domain": "ailleurs.fr"},
    {"type": "membership", "group": "lyon", "user": "claire@exemple.fr", "role": "administrator"},
    {"type": "membership", "group": "lyon", "user": "lea@exemple.fr", "role": "license_user"},
    {"type": "membership", "group": "ailleurs", "user": "nora@ailleurs.fr", "role": "administrator"},
    {"type": "product", "slug": "vigie", "name": "Vigie", "family": "Supervision"},
    {"type": "product", "slug": "archivo", "name": "Archivo", "family": "Sauvegarde"},
]


def license_(number: str, *, product: str = "vigie", group: str | None = "lyon", **fields: Any) -> Line:
    """Return the line of a license."""
    return {"type": "license", "number": number, "product": product, "group": group, **fields}


async def load(*lines: Line) -> None:
    """Bring lines into the database; they must be right."""
    report = await apply(Raw("world", place, json.dumps(line).encode()) for place, line in enumerate(lines, 1))
    assert not report.problems, report.problems


async def begin_with(*lines: Line) -> None:
    """Bring lines into an empty SQLite database that nobody opened yet: from a copy, where a test of this process did the same."""
    here, kept = Path(str(make_url(settings().database).database)), Path(_copies().name) / sha256(json.dumps(lines).encode()).hexdigest()
    if kept.exists():
        shutil.copy(kept, here)
        return
    await load(*lines)
    async with engine().connect() as connection:
        await connection.exec_driver_sql("VACUUM INTO ?", (str(kept),))


@cache
def _copies() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="monproduit-worlds-")


async def actor(email: str, time_zone: str = "Europe/Paris") -> Actor:
    """Return a person as one who is signed in."""
    async with reading() as session:
        person = (await session.scalars(select(Person).where(col(Person.email) == email))).one()
    return Actor(person.id, person.email, person.name, time_zone, is_staff=person.staff)
