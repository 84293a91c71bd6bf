"""How many alerts are new: the number beside the bell, on every page."""

import reflex as rx

from monproduit.services import alert_list
from monproduit.state.action import action, me
from monproduit.state.tabs import TABS


class UnreadState(rx.State):
    """The sum of the marks on *Mes produits*; words for assistive technology."""

    count: int = 0
    words: str = ""

    @action
    async def load(self) -> None:
        """Count once, and be told from then on: a page that shows nothing else live follows this number."""
        TABS.noticed(self.router.session.client_token, me(), UnreadState)
        self._show(await alert_list.unread(me()))

    def _show(self, count: int) -> None:
        if count != self.count:
            self.count, self.words = count, alert_list.unread_words(count)

    async def _refresh(self, _person: object) -> None:
        """Be told by the count alone."""
