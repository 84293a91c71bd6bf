"""The page of one license."""

from typing import Any, TypedDict
from urllib.parse import unquote

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.services import invitations, license_keys, license_page, license_users, reminders, renewals
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.coming_back import has_come_back
from monproduit.state.keyed import KeyedVars
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.groups import Invited
from monproduit.views.licenses import LicensePage


class RenewalRequestForm(TypedDict, total=False):
    """What one asks for."""

    quantity: str
    until: str
    message: str


class LicenseUserForm(TypedDict, total=False):
    """Whom one assigns."""

    email: str
    name: str


RemindersForm = TypedDict("RemindersForm", {f"d{days}": str for days in reminders.STEPS}, total=False)  # type: ignore[misc]
"""The boxes of the moments that are ticked, by their days."""


class LicenseState(KeyedVars, rx.State):
    """One license; `finished` grows when a dialog may close.

    The key is sent to the screen (`key__shown`) or to the clipboard (`key__copied`), and never kept in the state.
    """

    page: LicensePage | None = None
    missing: bool = False
    error: str = ""
    finished: int = 0
    invited: Invited | None = None
    _number: str = ""

    @action
    async def load(self) -> None:
        """Show the license that the address names."""
        self._number = unquote(str(self.router.url.path).rstrip("/").rpartition("/")[2])
        if not has_come_back(self):
            self.error, self.invited = "", None
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), LicenseState)
        self._send_key("")
        await self._refresh(me())

    @action
    async def begin(self) -> None:
        """Open a dialog without what another left."""
        self.error, self.invited = "", None

    @action
    async def reveal(self) -> None:
        """Show the key, after the person confirmed that they want it."""
        self._send_key("")
        await self._try(self._reveal())

    @action
    async def hide(self) -> None:
        """Take the key off the screen."""
        self._send_key("")

    @action
    async def copy_key(self) -> Any:
        """Put the key on the clipboard without showing it."""
        try:
            self._send("key", "copied", await license_keys.reveal(me(), self._number, copied=True))
            said = _("La clé est dans le presse-papiers.")
        except PortalError as error:
            said = say(error)
        yield
        self._send("key", "copied", "")
        (await self.get_state(NoticeState))._say(said)

    @action
    async def ask_renewal(self, form: RenewalRequestForm) -> None:
        """Ask for the renewal."""
        asking = renewals.ask(me(), self._number, form.get("quantity", ""), form.get("until", ""), form.get("message", ""))
        await self._try(asking, _("Le renouvellement est demandé."))

    @action
    async def assign(self, form: LicenseUserForm) -> None:
        """Assign the license to a member, or invite whoever is none; after the link, make room for another."""
        if self.invited:
            self.invited = None
            return
        await self._try(self._assign(form))

    @action
    async def remove_user(self, user: int) -> None:
        """Take the license from one of its users."""
        await self._try(license_users.remove(me(), self._number, user))

    @action
    async def revoke(self, invitation: int) -> None:
        """Take an invitation to the license back."""
        if self.page:
            await self._try(invitations.revoke(me(), self.page.group_id, invitation))

    @action
    async def choose_reminders(self, form: RemindersForm) -> None:
        """Choose when the administrators are reminded of the end."""
        days = [int(name[1:]) for name, ticked in form.items() if ticked]
        await self._try(reminders.choose(me(), self._number, days), _("Les rappels sont enregistrés."))

    async def _reveal(self) -> None:
        self._send_key(await license_keys.reveal(me(), self._number))

    def _send_key(self, key: str) -> None:
        self._send("key", "shown", key)

    async def _assign(self, form: LicenseUserForm) -> None:
        self.invited = await license_users.assign(me(), self._number, form.get("email", ""), form.get("name", ""))

    async def _try(self, work: Any, done: str = "") -> None:
        """Do something; say why it was refused, or that it is done."""
        self.error = ""
        try:
            await work
        except PortalError as error:
            self.error = say(error)
        else:
            self.finished += 1 if not self.invited else 0
            if done:
                (await self.get_state(NoticeState))._say(done)
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        """Show the license as it is now, or that there is none."""
        try:
            page = await license_page.page(person, self._number)
        except PortalError:
            page = None
        if not (page and any(deed.kind == "reveal_key" for deed in page.deeds)):
            self._send_key("")
        if page != self.page:
            self.page = page
        self.missing = page is None
