"""The page of webhooks, for the vendor's staff."""

from typing import Any, TypedDict

import reflex as rx

from monproduit.core.enums import HookEvent
from monproduit.core.errors import PortalError
from monproduit.services import webhook_deliveries, webhook_endpoints
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.coming_back import has_come_back
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.api import DeliveryLine, HookLine, MadeSecret


class HookForm(TypedDict, total=False):
    """The form of a new address: an event that is ticked is sent."""

    name: str
    url: str
    license_expiring: str
    renewal_requested: str
    alert_published: str
    request_created: str
    group_joined: str


class WebhooksState(rx.State):
    """The addresses, what was sent to them, and the secret of the one that was just added."""

    endpoints: list[HookLine] = []
    deliveries: list[DeliveryLine] = []
    made: MadeSecret | None = None
    error: str = ""
    loaded: bool = False
    missing: bool = False

    @action
    async def load(self) -> None:
        """Show them."""
        if not has_come_back(self):
            self.made, self.error = None, ""
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), WebhooksState)
        await self._refresh(me())
        self.loaded = True

    @action
    async def begin(self) -> None:
        """Open the empty form."""
        self.made, self.error = None, ""

    @action
    async def add(self, form: HookForm) -> None:
        """Add an address, whose secret is shown this once; what follows it is an empty form."""
        was, self.made, self.error = self.made, None, ""
        if was:
            return
        events = [event for event in HookEvent if form.get(event.name.lower())]
        try:
            self.made = await webhook_endpoints.add(me(), form.get("name", ""), form.get("url", ""), events)
        except PortalError as error:
            self.error = say(error)
        await self._refresh(me())

    @action
    async def ping(self, endpoint: int) -> None:
        """Try an address."""
        await self._try(webhook_endpoints.ping(me(), endpoint))

    @action
    async def switch(self, endpoint: int) -> None:
        """Disable an address, or enable it."""
        await self._try(webhook_endpoints.switch(me(), endpoint))

    @action
    async def remove(self, endpoint: int) -> None:
        """Remove an address."""
        await self._try(webhook_endpoints.remove(me(), endpoint))

    @action
    async def replay(self, delivery: int) -> None:
        """Send one webhook once more."""
        await self._try(webhook_deliveries.replay(me(), delivery))

    async def _try(self, work: Any) -> None:
        try:
            await work
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        try:
            self.endpoints, self.deliveries = await webhook_endpoints.lines(person), await webhook_deliveries.lines(person)
            self.missing = False
        except PortalError:
            self.endpoints, self.deliveries, self.missing = [], [], True
