"""Actualités et alertes."""

from collections.abc import Collection
from datetime import datetime

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import alerts, subscriptions
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.notices import NoticeState
from monproduit.state.sections.section import SectionState
from monproduit.state.tabs import TABS
from monproduit.state.unread import UnreadState
from monproduit.views.alerts import AlertLine, NewsAlerts
from monproduit.views.page import Page


class NewsAlertsState(SectionState, rx.State):
    """What was published about each product; opening a cell is looking."""

    _since: dict[str, datetime | None] = {}

    @action
    async def choose_email(self, product: str, wants: bool) -> None:
        """Have the alerts of a product mailed, or no more: saved at once."""
        try:
            await subscriptions.choose(me(), product, wants=wants)
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))

    async def _open(self, person: Actor, product: str) -> None:
        """Keep what was new marked as new while it is open here; in every other place it is seen now, and here its mark goes."""
        seen = await alerts.mark_seen(person, product)
        self._since[product] = seen.before
        if seen.change:
            self._send_all("cell", await self._cells(person, [product]))
            await (await self.get_state(UnreadState))._refresh(person)
            TABS.shown(self.router.session.client_token, seen.change)
        await self._fetch(person, product)

    @classmethod
    async def _cells(cls, person: Actor, products: list[str] | None) -> dict[str, NewsAlerts]:
        return await alerts.cells(person, products)

    @classmethod
    async def _cells_of(cls, people: Collection[Actor], products: list[str]) -> dict[int, dict[str, NewsAlerts]]:
        return await alerts.cells_of(people, products)

    async def _details(self, person: Actor, product: str) -> Page[AlertLine]:
        return await alerts.lines(person, product, self._limit(product), since=self._since.get(product))
