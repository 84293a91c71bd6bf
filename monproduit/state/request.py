"""The page of one service request: the customer's, and the staff's."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Any, TypedDict
from urllib.parse import unquote

import reflex as rx

from monproduit.core import clock
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.services import request_conversation, request_desk
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.files import FilesState
from monproduit.state.keyed import KeyedVars
from monproduit.state.new_request import Long
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.request_pages import DeskPage, RequestPage


class AnswerForm(TypedDict, total=False):
    """What one writes; `key` is the browser's name of the form."""

    key: str
    text: Long


class DeskForm(TypedDict, total=False):
    """What the staff writes: an answer, with where the request stands then, or a note."""

    key: str
    text: Long
    kind: str
    status: str


class ConversationState(FilesState, KeyedVars, mixin=True):
    """One request; `sent` is the browser's name of the form that arrived last, `order` names the entries, which are sent once each."""

    order: list[str] = []
    missing: bool = False
    error: str = ""
    sent: str = ""
    _number: str = ""
    _since: datetime | None = None

    @action
    async def load(self) -> None:
        """Show the request that the address names."""
        number = unquote(str(self.router.url.path).rstrip("/").rpartition("/")[2])
        if number != self._number or not self._since:
            self._number, self._since, self.files = number, clock.now(), []
        self.error = ""
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), type(self))
        await self._refresh(me())

    async def _try(self, work: Awaitable[Any], done: str = "", *, form: str = "") -> None:
        """Do something; say why it was refused, or that it is done."""
        self.error = ""
        try:
            await work
        except PortalError as error:
            self.error = say(error)
            (await self.get_state(NoticeState))._say(self.error)
        else:
            if form:
                self.sent, self.files = form, []
            if done:
                (await self.get_state(NoticeState))._say(done)
        await self._refresh(me())

    def _show(self, page: RequestPage | None) -> None:
        """Send what differs: an entry that came is one more name, and itself."""
        for entry in page.entries if page else []:
            self._send("entry", entry.key, entry)
        order = [entry.key for entry in page.entries] if page else []
        if order != self.order:
            self.order = order
        self.missing = page is None

    async def _refresh(self, person: Actor) -> None:
        """Show the request as it is now, or that there is none."""
        raise NotImplementedError


class RequestState(ConversationState, rx.State):
    """The customer's page."""

    page: RequestPage | None = None

    @action
    async def answer(self, form: AnswerForm) -> None:
        """Write to the request."""
        key = form.get("key", "")
        await self._try(request_conversation.answer(me(), self._number, form.get("text", ""), key), _("Votre message est envoyé."), form=key)

    @action
    async def close(self) -> None:
        """Close the request."""
        await self._try(request_conversation.close(me(), self._number), _("La demande est fermée."))

    @action
    async def reopen(self) -> None:
        """Open the request again."""
        await self._try(request_conversation.reopen(me(), self._number), _("La demande est rouverte."))

    async def _refresh(self, person: Actor) -> None:
        try:
            page = await request_conversation.page(person, self._number, self._since or clock.now())
        except PortalError:
            page = None
        self._show(page)
        shown = page.without_entries() if page else None
        if shown != self.page:
            self.page = shown


class DeskRequestState(ConversationState, rx.State):
    """The staff's page."""

    desk: DeskPage | None = None

    @action
    async def write(self, form: DeskForm) -> None:
        """Answer the customer, or keep a note."""
        text, key = form.get("text", ""), form.get("key", "")
        if form.get("kind") == "note":
            await self._try(request_desk.write_note(me(), self._number, text, key), _("La note est gardée ; le client ne la voit pas."), form=key)
        else:
            answering = request_desk.answer(me(), self._number, text, key, form.get("status", ""))
            await self._try(answering, _("La réponse est envoyée."), form=key)

    @action
    async def choose_status(self, status: str) -> None:
        """Say where the request stands."""
        await self._try(request_desk.choose_status(me(), self._number, status), _("L’état est à jour."))

    @action
    async def assign(self, email: str) -> None:
        """Put somebody in charge, or nobody."""
        await self._try(request_desk.assign(me(), self._number, email), _("Le responsable est à jour."))

    @action
    async def take(self) -> None:
        """Be in charge."""
        await self._try(request_desk.assign(me(), self._number, me().email), _("La demande est à vous."))

    async def _refresh(self, person: Actor) -> None:
        try:
            desk = await request_desk.page(person, self._number, self._since or clock.now())
        except PortalError:
            desk = None
        self._show(desk.request if desk else None)
        shown = desk.without_entries() if desk else None
        if shown != self.desk:
            self.desk = shown
