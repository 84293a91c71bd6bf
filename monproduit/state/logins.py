"""Where the person is signed in."""

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.core.localisation import ngettext, number
from monproduit.services import own_logins
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.guard import login_of
from monproduit.state.notices import NoticeState
from monproduit.views.logins import Logins


class LoginsState(rx.State):
    """The person's logins, as far as they may see and end them."""

    page: Logins | None = None
    error: str = ""

    @action
    async def end(self, login: str) -> None:
        """End another login."""
        await self._end(login)

    @action
    async def end_others(self) -> None:
        """End all logins but this one."""
        await self._end("")

    async def _end(self, key: str) -> None:
        self.error = ""
        try:
            ended = await own_logins.end(me(), login_of(self.router_data), key)
            said = ngettext("%(count)s connexion a pris fin.", "%(count)s connexions ont pris fin.", ended) % {"count": number(ended)}
            (await self.get_state(NoticeState))._say(said)
        except PortalError as error:
            self.error = say(error)
        await self._show(me())

    async def _show(self, person: Actor) -> None:
        self.page = await own_logins.page(person, login_of(self.router_data))
