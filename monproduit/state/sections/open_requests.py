"""Demandes ouvertes."""

import reflex as rx

from monproduit.services import service_requests
from monproduit.services.access import Actor
from monproduit.state.action import action, me
from monproduit.state.sections.section import SectionState
from monproduit.views.page import Page
from monproduit.views.service_requests import OpenRequests, ServiceRequestLine


class OpenRequestsState(SectionState, rx.State):
    """The service requests that the person created."""

    sorted_by: dict[str, str] = {}
    default_sort: str = service_requests.DEFAULT_SORT

    @action
    async def sort(self, product: str, column: str) -> None:
        """Sort the lines of a product by a column; once more turns the order round."""
        now = self.sorted_by.get(product, self.default_sort)
        self.sorted_by[product] = service_requests.next_sort(now, column)
        await self._fetch(me(), product)

    @classmethod
    async def _cells(cls, person: Actor, products: list[str] | None) -> dict[str, OpenRequests]:
        return await service_requests.cells(person, products)

    async def _details(self, person: Actor, product: str) -> Page[ServiceRequestLine]:
        sort = self.sorted_by.get(product, self.default_sort)
        return await service_requests.lines(person, product, self._limit(product), sort=sort)
