"""Actualités et alertes."""

from collections.abc import Collection
from datetime import datetime

import reflex as rx

from monproduit.services import alerts
from monproduit.services.access import Actor
from monproduit.state.sections.section import SectionState
from monproduit.views.alerts import AlertLine, NewsAlerts
from monproduit.views.page import Page


class NewsAlertsState(SectionState, rx.State):
    """What was published about each product; opening a cell is looking."""

    _since: dict[str, datetime | None] = {}

    async def _open(self, person: Actor, product: str) -> None:
        """Keep what was new marked as new while it is open here; in every other place it is seen now."""
        self._since[product] = await alerts.mark_seen(person, product)
        await self._fetch(person, product)

    @classmethod
    async def _cells(cls, person: Actor, products: list[str] | None) -> dict[str, NewsAlerts]:
        return await alerts.cells(person, products)

    @classmethod
    async def _cells_of(cls, people: Collection[Actor], products: list[str]) -> dict[int, dict[str, NewsAlerts]]:
        return await alerts.cells_of(people, products)

    async def _details(self, person: Actor, product: str) -> Page[AlertLine]:
        return await alerts.lines(person, product, self._limit(product), since=self._since.get(product))
