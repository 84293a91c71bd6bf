"""The dialog *Ajouter un produit*: by number, or from the list."""

from typing import Annotated, TypedDict

import reflex as rx
from pydantic import Field

from monproduit.core.errors import PortalError
from monproduit.core.numbers import canonical
from monproduit.services import license_registration, products, several_numbers
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.notices import NoticeState
from monproduit.views.products import Added, LicensePreview, NumberVerdicts, ProductOptions


class AddForm(TypedDict, total=False):
    """The one form of the dialog; without a choice the browser sends no product."""

    way: str
    number: str
    search: str
    product: str
    numbers: Annotated[str, Field(max_length=30_000)]


class AddProductState(rx.State):
    """What the dialog shows; `finished` grows when it has done its work and may close."""

    preview: LicensePreview | None = None
    options: ProductOptions = ProductOptions()
    verdicts: NumberVerdicts | None = None
    error: str = ""
    finished: int = 0

    @action
    async def begin(self) -> None:
        """Start anew, with the beginning of the catalogue."""
        self.preview, self.verdicts, self.error = None, None, ""
        self.options = await products.search(me(), "")

    @action
    async def turn(self) -> None:
        """Take another way: nothing is said of the former any more."""
        self.preview, self.verdicts, self.error = None, None, ""

    @action
    async def submit(self, form: AddForm) -> None:
        """Look numbers up, register what is shown, or add the choice from the list."""
        shown, checked = self.preview, self.verdicts
        self.preview, self.verdicts, self.error = None, None, ""
        try:
            if form.get("way") == "list":
                await self._done(await products.add(me(), form.get("product", "")))
            elif form.get("way") == "several":
                await self._several(several_numbers.numbers_of(form.get("numbers", "")), checked)
            elif shown and canonical(shown.number) == canonical(form.get("number", "")):
                await self._done(await license_registration.register(me(), shown.number))
            else:
                self.preview = await license_registration.preview(me(), form.get("number", ""))
        except PortalError as error:
            self.error = say(error)

    @action
    async def search(self, text: str) -> None:
        """List the products that match."""
        self.options = await products.search(me(), text)

    async def _several(self, numbers: list[str], checked: NumberVerdicts | None) -> None:
        """Register what was checked, or check what is new."""
        was = {canonical(line.number) for line in checked.lines} if checked else set()
        if checked and checked.ready and was == {canonical(one) for one in numbers}:
            await self._done(await several_numbers.register(me(), [line.number for line in checked.lines if line.is_ready]))
        else:
            self.verdicts = await several_numbers.check(me(), numbers)

    async def _done(self, added: Added) -> None:
        self.finished += 1
        (await self.get_state(NoticeState))._say(added.message)
