"""The dialogs by which an engineer gives the words of a chat to a service request."""

from typing import TypedDict

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import chat_requests
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.chat_desk import ChatDeskState
from monproduit.views.chat import ChatFiling


class JoinForm(TypedDict, total=False):
    """The number of the request."""

    number: str


class CreateForm(TypedDict, total=False):
    """What the new request is about."""

    product: str
    severity: str
    title: str


class ChatFilingState(rx.State):
    """What there is to choose from; `finished` grows when the dialog may close."""

    filing: ChatFiling = ChatFiling()
    error: str = ""
    finished: int = 0

    @action
    async def prepare(self) -> None:
        """Offer the requests and products that the customer has now."""
        self.error = ""
        try:
            self.filing = await chat_requests.choices(me(), await self._chosen())
        except PortalError as error:
            self.filing, self.error = ChatFiling(), say(error)

    @action
    async def join(self, form: JoinForm) -> None:
        """Give the words to a request."""
        try:
            await chat_requests.join(me(), await self._chosen(), form.get("number", ""))
        except PortalError as error:
            self.error = say(error)
        else:
            self.error, self.finished = "", self.finished + 1

    @action
    async def create(self, form: CreateForm) -> None:
        """Open a request with the words."""
        severity = form.get("severity", "")
        number = int(severity) if severity.isascii() and severity.isdigit() and len(severity) == 1 else 0
        try:
            await chat_requests.create(me(), await self._chosen(), form.get("product", ""), number, form.get("title", ""))
        except PortalError as error:
            self.error = say(error)
        else:
            self.error, self.finished = "", self.finished + 1

    async def _chosen(self) -> int:
        return (await self.get_state(ChatDeskState))._chosen
