"""The page of all files to download."""

from typing import Any, TypedDict

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import software, verification
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.services.software_query import Wanted
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.alerts import Choice
from monproduit.views.software import FileVerdict, Software


class FileForm(TypedDict):
    """What the browser knows of a file that was dropped: its hash and its name."""

    digest: str
    name: str


class SoftwareState(rx.State):
    """Files by product and version; the product stands in the address."""

    found: Software = Software()
    products: list[Choice] = []
    product: str = ""
    notes: dict[str, str] = {}
    verdict: FileVerdict | None = None
    loaded: bool = False
    words: str = ""
    _limit: int = PAGE

    @action
    async def load(self) -> None:
        """Show the product that the address names, or all."""
        self.product = str(self.router.url.query_parameters.get("product", ""))
        self.notes, self.verdict, self._limit = {}, None, PAGE
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), SoftwareState)
        await self._refresh(me())
        self.loaded = True

    @action
    async def search(self, text: str) -> None:
        """Show the versions whose words match."""
        self.words, self._limit = text, PAGE
        await self._refresh(me())

    @action
    async def choose(self, product: str) -> None:
        """Show one product, or all."""
        self.product, self._limit = product, PAGE
        await self._refresh(me())

    @action
    async def more(self) -> None:
        """Show a page more."""
        self._limit += PAGE
        await self._refresh(me())

    @action
    async def read_notes(self, version: int) -> None:
        """Open the notes of a version, or close them."""
        if self.notes.pop(str(version), ""):
            return
        try:
            self.notes[str(version)] = await software.notes(me(), version)
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))

    @action
    async def identify(self, form: FileForm) -> Any:
        """Say what a file is, by its hash."""
        self.verdict = None
        try:
            self.verdict = await verification.identify(me(), form["digest"], form["name"])
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))

    async def _refresh(self, person: Actor) -> None:
        products = await software.choices(person)
        found = await software.find(person, Wanted(self.product, self.words), self._limit)
        if (products, found) != (self.products, self.found):
            self.products, self.found = products, found
