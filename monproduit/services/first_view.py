"""What *Mes produits* shows first: all that a person's rows say, read at once."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from monproduit.services import access_requests, alerts, downloads, filters, licenses, products, service_requests
from monproduit.services.access import Actor
from monproduit.views.first_view import FirstRow, FirstView

AT_MOST = 60
"""How many rows stand in the first view: more than a screen shows; the others come with the live table."""


async def read(person: Actor, typed: str) -> FirstView:
    """Return the person's rows under the filter that an address names."""
    cells = _together(
        licenses.support_statuses(person, None),
        licenses.license_statuses(person, None),
        alerts.cells(person, None),
        service_requests.cells(person, None),
        downloads.cells(person, None),
    )
    rows, matters, (support, *others) = await asyncio.gather(products.rows(person), access_requests.matters(person), cells)
    by_slug, current = {row.slug: row for row in rows}, filters.chosen(typed)
    kinds = {slug: filters.kind(row, support[slug].status if slug in support else "") for slug, row in by_slug.items()}
    order = filters.shown(kinds, current)[:AT_MOST]
    shown = [FirstRow(by_slug[slug], support[slug], *(found[slug] for found in others)) for slug in order]
    return FirstView(shown, filters.links(kinds.values(), current), current, not rows, matters)


async def _together(*cells: Awaitable[dict[str, Any]]) -> list[dict[str, Any]]:
    return await asyncio.gather(*cells)
