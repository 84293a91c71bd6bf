"""The dialog *Ajouter un produit*: by number, or from the list."""

from typing import TypedDict

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import license_registration, products
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.notices import NoticeState
from monproduit.views.products import Added, LicensePreview, ProductOptions


class NumberForm(TypedDict):
    """The form of the first tab."""

    number: str


class ProductForm(TypedDict, total=False):
    """The form of the second tab; without a choice the browser sends no field."""

    product: str


class AddProductState(rx.State):
    """What the dialog shows; `finished` grows when it has done its work and may close."""

    preview: LicensePreview | None = None
    options: ProductOptions = ProductOptions()
    error: str = ""
    finished: int = 0

    @action
    async def begin(self) -> None:
        """Start anew, with the beginning of the catalogue."""
        self.preview, self.error = None, ""
        self.options = await products.search(me(), "")

    @action
    async def look_up(self, form: NumberForm) -> None:
        """Show what a license number stands for, before anything is done."""
        self.preview, self.error = None, ""
        try:
            self.preview = await license_registration.preview(me(), form["number"])
        except PortalError as error:
            self.error = say(error)

    @action
    async def confirm(self, form: NumberForm) -> None:
        """Register the number that was shown."""
        try:
            await self._done(await license_registration.register(me(), form["number"]))
        except PortalError as error:
            self.preview, self.error = None, say(error)

    @action
    def back(self) -> None:
        """Return to the number."""
        self.preview, self.error = None, ""

    @action
    async def search(self, text: str) -> None:
        """List the products that match."""
        self.options = await products.search(me(), text)

    @action
    async def choose(self, form: ProductForm) -> None:
        """Put a product from the list on the account."""
        self.error = ""
        try:
            await self._done(await products.add(me(), form.get("product", "")))
        except PortalError as error:
            self.error = say(error)

    async def _done(self, added: Added) -> None:
        self.preview, self.error = None, ""
        self.finished += 1
        (await self.get_state(NoticeState))._say(added.message)  # noqa: SLF001 (one family of states)
