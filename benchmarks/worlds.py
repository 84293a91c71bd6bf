"""Worlds of any size, in the data format."""

import json
from collections.abc import Iterator
from typing import Any

from monproduit.core.database import reading
from monproduit.models import Person
from monproduit.services.access import Actor
from monproduit.services.data.applying import apply
from monproduit.services.data.reading import Raw

Line = dict[str, Any]


def customer(products: int, licenses: int) -> Iterator[Line]:
    """Yield one person with some products and some licenses, which share the products."""
    yield {"type": "user", "email": "claire@exemple.fr", "name": "Claire Laurent"}
    yield {"type": "group", "key": "lyon", "name": "Production Lyon"}
    yield {"type": "membership", "group": "lyon", "user": "claire@exemple.fr", "role": "administrator"}
    yield from ({"type": "product", "slug": f"p{place}", "name": f"Produit {place:04}", "family": "Mesure"} for place in range(products))
    for place in range(licenses):
        fields = {"support_plan": "premier", "maintenance_from": "2025-01-01", "renewal_date": f"2027-{place % 12 + 1:02}-15"}
        yield {"type": "license", "number": f"1{place:08}", "product": f"p{place % products}", "group": "lyon", "quantity": 5, **fields}


async def load(lines: Iterator[Line]) -> None:
    """Import a world; it must be right."""
    report = await apply(Raw("bench", place, json.dumps(line).encode()) for place, line in enumerate(lines, 1))
    assert not report.problems, report.problems[:3]


async def claire() -> Actor:
    """Return the person of the world."""
    async with reading() as session:
        person = await session.get_one(Person, 1)
    return Actor(person.id, person.email, person.name, person.time_zone)
