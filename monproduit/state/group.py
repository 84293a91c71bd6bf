"""The page of one user group."""

from typing import Any, TypedDict

import reflex as rx

from monproduit.core.enums import Role
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.routes import GROUPS, to
from monproduit.services import access_requests, audit, groups, invitations, members
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.coming_back import has_come_back
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.groups import GroupPage, Invited, Journal, MemberLine


class GroupForm(TypedDict, total=False):
    """The name of a group, who enters, and who sees its service requests."""

    name: str
    policy: str
    sharing: str


class InvitationForm(TypedDict, total=False):
    """Whom one invites."""

    name: str
    email: str
    phone: str
    role: str


class RolesForm(TypedDict, total=False):
    """The boxes that are ticked."""

    administrator: str
    license_user: str
    support_user: str


class GroupState(rx.State):
    """One group; `finished` grows when a dialog may close, `considered` is the member whose dialog is open."""

    page: GroupPage | None = None
    missing: bool = False
    error: str = ""
    finished: int = 0
    invited: Invited | None = None
    considered: MemberLine | None = None
    journal: Journal | None = None
    _group: int = 0
    _shown: int = PAGE

    @action
    async def load(self) -> None:
        """Show the group that the address names."""
        typed = str(self.router.url.path).rstrip("/").rpartition("/")[2]
        self._group = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004 (fits every database)
        if not has_come_back(self):
            self.error, self.invited, self.considered, self.journal, self._shown = "", None, None, None, PAGE
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), GroupState)
        await self._refresh(me())

    @action
    async def begin(self) -> None:
        """Open a dialog without what another left."""
        self.error, self.invited = "", None

    @action
    async def consider(self, user: int) -> None:
        """Open the dialog about a member."""
        self.error = ""
        self.considered = next((one for one in self.page.members if one.id == user), None) if self.page else None

    @action
    async def change(self, form: GroupForm) -> None:
        """Rename the group, and choose who enters."""
        await self._try(self._change(form), _("Le groupe est à jour."))

    @action
    async def invite(self, form: InvitationForm) -> None:
        """Invite somebody, and show the link; after it, make room for another."""
        if self.invited:
            self.invited = None
            return
        await self._try(self._invite(form))

    @action
    async def revoke(self, invitation: int) -> None:
        """Take an invitation back."""
        await self._try(invitations.revoke(me(), self._group, invitation), _("L’invitation est annulée."))

    @action
    async def change_roles(self, form: RolesForm) -> None:
        """Let the member of the dialog have the roles that are ticked."""
        if self.considered:
            roles = [role for role in Role if form.get(role)]
            await self._try(members.change_roles(me(), self._group, self.considered.id, roles), _("Les rôles sont à jour."))

    @action
    async def remove(self) -> None:
        """Take the member of the dialog out of the group."""
        if self.considered:
            await self._try(members.remove(me(), self._group, self.considered.id), _("Cette personne n’est plus membre."))

    @action
    async def leave(self) -> Any:
        """Leave the group, and go back to the others."""
        await self._try(members.leave(me(), self._group), _("Vous avez quitté le groupe."))
        return None if self.error else rx.redirect(to(GROUPS))

    @action
    async def answer(self, request: int, grants: bool) -> None:
        """Let somebody in, or not."""
        done = _("La personne est dans le groupe.") if grants else _("La demande est refusée.")
        await self._try(access_requests.answer(me(), self._group, request, grants=grants), done)

    @action
    async def read_journal(self) -> None:
        """Show the latest deeds, and each time a page more."""
        self._shown += PAGE if self.journal else 0
        await self._try(self._read())

    async def _change(self, form: GroupForm) -> None:
        if self.page and form.get("name", "").strip() != self.page.name:
            await groups.rename(me(), self._group, form.get("name", ""))
        if self.page and form.get("policy", "") != self.page.policy:
            await groups.choose_policy(me(), self._group, form.get("policy", ""))
        if self.page and form.get("sharing", self.page.sharing) != self.page.sharing:
            await groups.choose_sharing(me(), self._group, form.get("sharing", ""))

    async def _invite(self, form: InvitationForm) -> None:
        invitee = invitations.Invitee(form.get("email", ""), form.get("name", ""), form.get("phone", ""), form.get("role", ""))
        self.invited = await invitations.invite(me(), self._group, invitee)

    async def _read(self) -> None:
        self.journal = await audit.lines(me(), self._group, self._shown)

    async def _try(self, work: Any, done: str = "") -> None:
        """Do something; say why it was refused, or that it is done."""
        self.error = ""
        try:
            await work
        except PortalError as error:
            self.error = say(error)
            (await self.get_state(NoticeState))._say(self.error)
        else:
            self.finished += 1 if done else 0
            if done:
                (await self.get_state(NoticeState))._say(done)
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        """Show the group as it is now, or that there is none; the journal, if it is open, with its latest deeds."""
        try:
            page = await groups.page(person, self._group)
            if self.journal and page.is_administrator:
                self.journal = await audit.lines(person, self._group, self._shown)
        except PortalError:
            page = None
        if not (page and page.is_administrator):
            self.journal = self.invited = None
        if page and (considered := self.considered):
            self.considered = next((one for one in page.members if one.id == considered.id), considered)
        if page != self.page:
            self.page = page
        self.missing = page is None
