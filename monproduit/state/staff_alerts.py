"""The list of all alerts, for those who publish them."""

from collections.abc import Awaitable

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.services import staff_alerts
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.alerts import Choice
from monproduit.views.staff_alerts import StaffAlerts


def statuses() -> list[Choice]:
    """Return the statuses of alerts, which are the same for everybody."""
    return staff_alerts.statuses()


class StaffAlertsState(rx.State):
    """Published, scheduled and withdrawn alerts; the status stands in the address."""

    found: StaffAlerts = StaffAlerts()
    status: str = ""
    loaded: bool = False
    missing: bool = False
    words: str = ""
    _limit: int = PAGE

    @action
    async def load(self) -> None:
        """Show the latest, to staff alone."""
        self.status, self._limit = str(self.router.url.query_parameters.get("show", "")), PAGE
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), StaffAlertsState)
        await self._refresh(me())

    @action
    async def search(self, text: str) -> None:
        """Show those whose words match."""
        self.words, self._limit = text, PAGE
        await self._refresh(me())

    @action
    async def more(self) -> None:
        """Show a page more."""
        self._limit += PAGE
        await self._refresh(me())

    @action
    async def withdraw(self, alert: str) -> None:
        """Take an alert away from everybody."""
        await self._turn(staff_alerts.withdraw(me(), alert), _("« %(title)s » est retirée : plus personne ne la voit."))

    @action
    async def restore(self, alert: str) -> None:
        """Show a withdrawn alert again."""
        await self._turn(staff_alerts.restore(me(), alert), _("« %(title)s » est de nouveau publiée."))

    async def _turn(self, work: Awaitable[str], done: str) -> None:
        try:
            said = done % {"title": await work}
        except PortalError as error:
            said = say(error)
        (await self.get_state(NoticeState))._say(said)
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        try:
            found = await staff_alerts.find(person, self.status, self.words, self._limit)
        except PortalError:
            self.missing = True
            return
        self.missing, self.loaded = False, True
        if found != self.found:
            self.found = found
