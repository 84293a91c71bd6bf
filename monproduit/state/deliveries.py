"""The staff's page of what the portal sends."""

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.services import deliveries
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.deliveries import Deliveries


class DeliveriesState(rx.State):
    """The messages of the outbox; where they stand is part of the address."""

    found: Deliveries | None = None
    missing: bool = False
    shown: str = ""
    recipient: str = ""
    _limit: int = PAGE

    @action
    async def load(self) -> None:
        """Show the latest."""
        self.shown, self._limit = str(self.router.url.query_parameters.get("show", "")), PAGE
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), DeliveriesState)
        await self._refresh(me())

    @action
    async def search(self, text: str) -> None:
        """Show those to a recipient."""
        self.recipient, self._limit = text, PAGE
        await self._refresh(me())

    @action
    async def more(self) -> None:
        """Show a page more."""
        self._limit += PAGE
        await self._refresh(me())

    @action
    async def retry(self, message: int) -> None:
        """Try one again that failed."""
        try:
            await deliveries.retry(me(), message)
            said = _("L’envoi est tenté à nouveau.")
        except PortalError as error:
            said = say(error)
        (await self.get_state(NoticeState))._say(said)
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        try:
            self.found = await deliveries.find(person, self.shown, self.recipient, self._limit)
        except PortalError:
            self.found = None
        self.missing = self.found is None
