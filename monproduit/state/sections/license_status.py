"""État de la licence."""

import reflex as rx

from monproduit.services import licenses
from monproduit.services.access import Actor
from monproduit.state.sections.section import SectionState
from monproduit.views.licenses import LicenseLine, LicenseStatus
from monproduit.views.page import Page


class LicenseStatusState(SectionState, rx.State):
    """The licenses behind each product."""

    @classmethod
    async def _cells(cls, person: Actor, products: list[str] | None) -> dict[str, LicenseStatus]:
        return await licenses.license_statuses(person, products)

    async def _details(self, person: Actor, product: str) -> Page[LicenseLine]:
        return await licenses.lines(person, product, self._limit(product))
