"""The page of the API's tokens, for the vendor's staff."""

from typing import Any, TypedDict

import reflex as rx

from monproduit.core.enums import ApiScope
from monproduit.core.errors import PortalError
from monproduit.services import api_page
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.coming_back import has_come_back
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.api import MadeSecret, TokenLine


class TokenForm(TypedDict, total=False):
    """The form of a new token: a scope that is ticked is sent."""

    name: str
    days: str
    read: str
    write: str
    bulk: str


_BOXES = {"read": ApiScope.READ, "write": ApiScope.WRITE, "bulk": ApiScope.IMPORT}


class ApiState(rx.State):
    """The tokens that are in use, and the one that was just made."""

    tokens: list[TokenLine] = []
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
        TABS.opened(self.router.session.client_token, me(), ApiState)
        await self._refresh(me())
        self.loaded = True

    @action
    async def begin(self) -> None:
        """Open the empty form."""
        self.made, self.error = None, ""

    @action
    async def make(self, form: TokenForm) -> None:
        """Make a token, which is shown this once; what follows it is an empty form."""
        was, self.made, self.error = self.made, None, ""
        if was:
            return
        scopes = [scope for box, scope in _BOXES.items() if form.get(box)]
        try:
            self.made = await api_page.make(me(), form.get("name", ""), scopes, form.get("days", ""))
        except PortalError as error:
            self.error = say(error)
        await self._refresh(me())

    @action
    async def revoke(self, token: str) -> None:
        """End a token."""
        await self._try(api_page.revoke(me(), token))

    async def _try(self, work: Any) -> None:
        try:
            await work
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        try:
            self.tokens = await api_page.tokens(person)
            self.missing = False
        except PortalError:
            self.tokens, self.missing = [], True
