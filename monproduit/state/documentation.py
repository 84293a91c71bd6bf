"""Technical documents."""

import reflex as rx

from monproduit.services import documents
from monproduit.services.access import Actor
from monproduit.state.shelves import ShelfState
from monproduit.views.shelves import DocumentShelf


class DocumentationState(ShelfState, rx.State):
    """The documents that were asked for."""

    found: DocumentShelf = DocumentShelf()

    async def _refresh(self, person: Actor) -> None:
        found = await documents.find(person, self._wanted())
        if found != self.found:
            self.found = found
