"""État du support."""

import reflex as rx

from monproduit.services import licenses
from monproduit.services.access import Actor
from monproduit.state.sections.section import SectionState
from monproduit.views.licenses import SupportLine, SupportStatus
from monproduit.views.page import Page


class SupportStatusState(SectionState, rx.State):
    """The maintenance contracts behind each product."""

    @classmethod
    async def _cells(cls, person: Actor, products: list[str] | None) -> dict[str, SupportStatus]:
        return await licenses.support_statuses(person, products)

    async def _details(self, person: Actor, product: str) -> Page[SupportLine]:
        return await licenses.support_lines(person, product, self._limit(product))
