"""The page of the person's groups, and of their calendar."""

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import calendar_addresses, groups
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.coming_back import has_come_back
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.calendar import CalendarLine, NewCalendar
from monproduit.views.groups import GroupLine


class GroupsState(rx.State):
    """The groups and the calendar addresses of the person."""

    groups: list[GroupLine] = []
    calendars: list[CalendarLine] = []
    made: NewCalendar | None = None
    loaded: bool = False

    @action
    async def load(self) -> None:
        """Show them."""
        if not has_come_back(self):
            self.made = None
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), GroupsState)
        await self._refresh(me())
        self.loaded = True

    @action
    async def make_calendar(self, group: int) -> None:
        """Make an address for one group, or for all (0); the address is shown this once."""
        try:
            self.made = await calendar_addresses.make(me(), group or None)
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))
        await self._refresh(me())

    @action
    async def revoke_calendar(self, calendar: int) -> None:
        """Close an address."""
        try:
            await calendar_addresses.revoke(me(), calendar)
            self.made = None
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        self.groups = await groups.mine(person)
        self.calendars = await calendar_addresses.mine(person)
