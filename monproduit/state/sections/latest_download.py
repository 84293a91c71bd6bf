"""Dernier téléchargement."""

import reflex as rx

from monproduit.services import downloads
from monproduit.services.access import Actor
from monproduit.state.sections.section import SectionState
from monproduit.views.downloads import DownloadLine, LatestDownload
from monproduit.views.page import Page


class LatestDownloadState(SectionState, rx.State):
    """What the person fetched of each product, and how far it is from the latest version."""

    @classmethod
    async def _cells(cls, person: Actor, products: list[str] | None) -> dict[str, LatestDownload]:
        return await downloads.cells(person, products)

    async def _details(self, person: Actor, product: str) -> Page[DownloadLine]:
        return await downloads.lines(person, product, self._limit(product))
