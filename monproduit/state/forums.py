"""The forums of users."""

import reflex as rx

from monproduit.services import forums
from monproduit.services.access import Actor
from monproduit.state.action import action, me
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.shelves import ForumList


class ForumsState(rx.State):
    """The addresses that the vendor gave."""

    found: ForumList = ForumList()
    loaded: bool = False

    @action
    async def load(self) -> None:
        """Show them, those of the person's products first."""
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), ForumsState)
        await self._refresh(me())
        self.loaded = True

    async def _refresh(self, person: Actor) -> None:
        self.found = await forums.find(person)
