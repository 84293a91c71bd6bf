"""The form of a new service request."""

from typing import Annotated, Any, TypedDict
from urllib.parse import urlencode

import reflex as rx
from pydantic import Field

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.routes import NEW_REQUEST, SERVICE_REQUESTS, to
from monproduit.services import alert_list, products, request_form, request_licenses, request_opening, suggestions
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.services.request_opening import Draft
from monproduit.state.action import action, me
from monproduit.state.files import FilesState
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.alerts import Choice
from monproduit.views.products import ProductOptions
from monproduit.views.request_pages import LicenseChoices, RequestForm, Suggestion

Long = Annotated[str, Field(max_length=20_000)]
"""What a person writes at length; the service says how long it may be."""


class NewRequestForm(TypedDict, total=False):
    """What one writes; `key` is the browser's name of the form, `promise` the plan whose times it showed."""

    key: str
    promise: str
    license: str
    version: str
    severity: str
    title: str
    description: Long


class NewRequestState(FilesState, rx.State):
    """The form about the product and license that the address names; `backs` grows when what was sent was not taken, or may not have come."""

    form: RequestForm | None = None
    products: list[Choice] = []
    options: ProductOptions | None = None
    found: LicenseChoices | None = None
    suggested: list[Suggestion] = []
    error: str = ""
    backs: int = 0
    missing: bool = False
    loaded: bool = False
    _product: str = ""
    _license: str = ""

    @action
    async def load(self) -> None:
        """Show the form; what was typed is the browser's and stays."""
        query = self.router.url.query_parameters
        self._product, self._license = str(query.get("product", ""))[:100], str(query.get("license", ""))[:100]
        self.error, self.options, self.found, self.suggested = "", None, None, []
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), NewRequestState)
        await self._refresh(me())
        self.loaded = True
        self.backs += 1

    @action
    async def choose_product(self, product: str) -> Any:
        """Go on with another product."""
        return rx.redirect(_address(product=product), replace=True)

    @action
    async def choose_license(self, number: str) -> Any:
        """Go on with another license."""
        return rx.redirect(_address(product=self._product, license=number), replace=True)

    @action
    async def search(self, text: str) -> None:
        """Look for a product in the whole catalogue."""
        self.options = await products.search(me(), text) if text.strip() else None

    @action
    async def search_license(self, text: str) -> None:
        """Look for a license of the product."""
        self.found = await request_licenses.search(me(), self._product, text) if text.strip() else None

    @action
    async def suggest(self, title: str) -> None:
        """Show what may answer the title that is being typed."""
        found = await suggestions.suggest(me(), self._product, title)
        if found != self.suggested:
            self.suggested = found

    @action
    async def send(self, form: NewRequestForm) -> Any:
        """Open the request and go to it; refused, all that was typed stays."""
        self.error = ""
        try:
            number = await request_opening.open_request(me(), _draft(self._product, form))
        except PortalError as error:
            self.error = say(error)
            self.backs += 1
            await self._refresh(me())
            return None
        self.files = []
        (await self.get_state(NoticeState))._say(_("La demande %(number)s est créée.") % {"number": number})
        return rx.redirect(f"{to(SERVICE_REQUESTS)}/{number}?created=1")

    async def _refresh(self, person: Actor) -> None:
        """Show what the form knows now: a license may have changed since."""
        self.products = await alert_list.choices(person)
        self._product = self._product or await request_form.product_of(person, self._license)
        try:
            form = await request_form.form(person, self._product, self._license) if self._product else None
        except PortalError:
            form = None
        if form != self.form:
            self.form = form
        self.missing = bool(self._product) and form is None


def _draft(product: str, form: NewRequestForm) -> Draft:
    severity = form.get("severity", "")
    return Draft(
        product=product,
        severity=int(severity) if severity in {"1", "2", "3", "4"} else 0,
        title=form.get("title", ""),
        description=form.get("description", ""),
        form_key=form.get("key", ""),
        license=form.get("license", ""),
        version=form.get("version", ""),
        promise=form.get("promise", ""),
    )


def _address(**query: str) -> str:
    return f"{to(NEW_REQUEST)}?{urlencode({name: value for name, value in query.items() if value})}"
