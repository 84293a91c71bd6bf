"""What the vendor says of itself, for the pages that show it: read at run time, so that a vendor changes it without a build."""

import reflex as rx

from monproduit.services import vendor_page
from monproduit.state.action import action, me
from monproduit.state.session import SessionState
from monproduit.views.vendor import VendorPage


class VendorState(rx.State):
    """Telephones, plans and addresses."""

    page: VendorPage = VendorPage()

    @action
    async def load(self) -> None:
        """Show what the vendor's file says."""
        (await self.get_state(SessionState))._greet(me())
        found = vendor_page.page()
        if found != self.page:
            self.page = found
