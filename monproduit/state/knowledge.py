"""The knowledge base, and one of its articles."""

from collections.abc import Awaitable
from typing import Any, TypedDict
from urllib.parse import unquote

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.services import articles, knowledge
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.shelves import ShelfState
from monproduit.state.tabs import TABS
from monproduit.views.knowledge import ArticleList, ArticlePage


class KnowledgeState(ShelfState, rx.State):
    """The articles that were asked for."""

    found: ArticleList = ArticleList()

    async def _refresh(self, person: Actor) -> None:
        found = await knowledge.find(person, self._wanted(), self._limit)
        if found != self.found:
            self.found = found


class Remark(TypedDict):
    """What a person adds to their answer."""

    remark: str


class ArticleState(rx.State):
    """One article."""

    page: ArticlePage | None = None
    missing: bool = False
    error: str = ""
    _key: str = ""

    @action
    async def load(self) -> None:
        """Show the article that the address names."""
        self._key, self.error = unquote(str(self.router.url.path).rstrip("/").rpartition("/")[2]), ""
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), ArticleState)
        await self._refresh(me())

    @action
    async def vote(self, is_helpful: bool) -> None:
        """Say whether it helped."""
        await self._do(articles.vote(me(), self._key, is_helpful=is_helpful), _("Merci de votre réponse."))

    @action
    async def add_remark(self, form: Remark) -> None:
        """Say what is missing, or what helped."""
        await self._do(articles.remark(me(), self._key, form["remark"]), _("Merci, votre remarque est enregistrée."))

    async def _do(self, work: Awaitable[Any], done: str) -> None:
        self.error = ""
        try:
            await work
        except PortalError as error:
            self.error = say(error)
        else:
            (await self.get_state(NoticeState))._say(done)
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        try:
            page = await articles.one(person, self._key)
        except PortalError:
            page = None
        if page != self.page:
            self.page = page
        self.missing = page is None
