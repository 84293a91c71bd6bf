"""What *Mes produits* shows first: all that a person's rows say, read at once."""

import asyncio

from monproduit.services import access_requests, alerts, downloads, filters, licenses, products, service_requests
from monproduit.services.access import Actor
from monproduit.views.first_view import FirstRow, FirstView

AT_MOST = 60
"""How many rows stand in the first view: more than a screen shows; the others come with the live table."""


async def read(person: Actor, typed: str) -> FirstView:
    """Return the person's rows under the filter that an address names."""
    rows, support, license_, news, requests, fetched, matters = await asyncio.gather(
        products.rows(person),
        licenses.support_statuses(person, None),
        licenses.license_statuses(person, None),
        alerts.cells(person, None),
        service_requests.cells(person, None),
        downloads.cells(person, None),
        access_requests.matters(person),
    )
    by_slug, current = {row.slug: row for row in rows}, filters.chosen(typed)
    kinds = {slug: filters.kind(row, support[slug].status if slug in support else "") for slug, row in by_slug.items()}
    shown = [
        FirstRow(by_slug[slug], support[slug], license_[slug], news[slug], requests[slug], fetched[slug])
        for slug in filters.shown(kinds, current)[:AT_MOST]
    ]
    return FirstView(shown, filters.links(kinds.values(), current), current, not rows, matters)
