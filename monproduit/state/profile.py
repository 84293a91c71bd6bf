"""The page of the person themselves."""

from typing import Any, TypedDict

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, use_locale
from monproduit.routes import PROFILE, to
from monproduit.services import profile, suspensions
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.guard import page_language
from monproduit.state.logins import LoginsState
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.profile import Profile


class ProfileForm(TypedDict, total=False):
    """What one chooses."""

    language: str
    time_zone: str
    frequency: str
    answers: str


class ProfileState(rx.State):
    """How the portal speaks and writes to the person."""

    page: Profile | None = None
    error: str = ""

    @action
    async def load(self) -> None:
        """Show what was chosen before."""
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), ProfileState)
        self.error = ""
        await self._refresh(me())
        await (await self.get_state(LoginsState))._show(me())

    @action
    async def save(self, form: ProfileForm) -> Any:
        """Keep the choices, say so, and go on in the language that was chosen."""
        language, answers = form.get("language", ""), form.get("answers", "") == "yes"
        try:
            person = await profile.save(me(), language, form.get("time_zone", ""), form.get("frequency", ""), answers=answers)
        except PortalError as error:
            self.error = say(error)
            return None
        TABS.became(person)
        self.error, self.page = "", await profile.page(person)
        with use_locale(language):
            (await self.get_state(NoticeState))._say(_("Vos réglages sont enregistrés."))
        return None if language == page_language(self.router_data) else rx.redirect(to(PROFILE, language))

    @action
    async def retry_mail(self) -> None:
        """Have mails sent to the person again, where they came back."""
        await suspensions.lift(me())
        (await self.get_state(NoticeState))._say(_("Nous vous écrivons de nouveau."))
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        self.page = await profile.page(person)
