"""The editor of one alert, with a preview in the customer's view."""

from dataclasses import replace
from typing import Annotated, Any, TypedDict
from urllib.parse import unquote

import reflex as rx
from pydantic import Field

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.routes import NEW_ALERT, STAFF_ALERTS, to
from monproduit.services import alert_editor
from monproduit.services.access import Actor
from monproduit.services.alert_drafts import Draft, DraftRefusedError
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.alerts import AlertPage, Choice
from monproduit.views.staff_alerts import AlertDraft, DraftProblems, DraftProduct

_Long = Annotated[str, Field(max_length=200_000)]
_WORDS = ("title", "kind", "severity", "body", "url", "when", "moment")


def severities() -> list[Choice]:
    """Return the severities, which are the same for everybody."""
    return alert_editor.severities()


class AlertForm(TypedDict, total=False):
    """The fields, when the form is sent."""

    title: _Long
    kind: str
    severity: str
    important: str
    body: _Long
    url: _Long
    when: str
    moment: str


class AlertEditorState(rx.State):
    """One alert being written; what was typed stays through a reconnection, until it is saved or given up.

    `draft` is what the fields start with, and `round` grows each time they start anew.
    """

    draft: AlertDraft | None = None
    round: int = 0
    chosen: list[DraftProduct] = []
    options: list[DraftProduct] = []
    preview: AlertPage | None = None
    reach: str = ""
    when: str = "now"
    zone: str = ""
    problems: DraftProblems = DraftProblems()
    conflict: str = ""
    is_dirty: bool = False
    missing: bool = False
    _key: str = ""
    _text: str = ""

    @action
    async def load(self) -> None:
        """Open the alert that the address names, or go on with what was being typed."""
        path = str(self.router.url.path).rstrip("/")
        key = "" if path.endswith(NEW_ALERT) else unquote(path.rpartition("/")[2])
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), AlertEditorState)
        self.zone = me().time_zone
        if self.draft and key == self._key:
            await self._refresh(me())
            return
        self._key = key
        await self._open(me())

    @action
    async def discard(self) -> None:
        """Give up what was typed, and start from what is saved."""
        await self._open(me())

    @action
    async def write(self, part: str, text: _Long) -> None:
        """Keep what is typed in a field, and show it."""
        if self.draft and part in _WORDS and getattr(self.draft, part) != text:
            self.draft = replace(self.draft, **{part: text})
            await self._typed()

    @action
    async def mark(self, is_important: bool) -> None:
        """Keep whether it is important."""
        if self.draft:
            self.draft = replace(self.draft, is_important=is_important)
            await self._typed()

    @action
    async def search(self, text: str) -> None:
        """Show the products whose words match."""
        self._text = text
        await self._look()

    @action
    async def choose(self, product: str) -> None:
        """Let the alert be about a product, or not any more."""
        known = next((one for one in self.options if one.slug == product), None)
        if any(one.slug == product for one in self.chosen):
            self.chosen = [one for one in self.chosen if one.slug != product]
        elif known:
            self.chosen = [*self.chosen, known]
        await self._typed()

    @action
    async def fix(self, product: str, versions: _Long) -> None:
        """Keep which versions mend a product."""
        self.chosen = [replace(one, fixed=versions) if one.slug == product else one for one in self.chosen]
        await self._typed()

    @action
    async def accept(self) -> None:
        """Go on with one's own text after a colleague's: the next save replaces theirs."""
        if self.draft and self._key:
            version, _who = await alert_editor.current_version(me(), self._key)
            self.draft, self.conflict = replace(self.draft, version=version), ""

    @action
    async def save(self, form: AlertForm) -> Any:
        """Publish, schedule or edit; what is wrong is said beside its field."""
        if not self.draft:
            return None
        words = {name: form.get(name, "") for name in _WORDS}
        self.draft, self.is_dirty = replace(self.draft, **words, is_important=bool(form.get("important"))), True
        self.problems, self.conflict = DraftProblems(), ""
        try:
            title, status = await alert_editor.save(me(), self._key, self.draft.version, self._draft())
        except PortalError as error:
            self._refused(error)
            (await self.get_state(NoticeState))._say(say(error))
            return None
        self.draft, self.is_dirty = None, False
        (await self.get_state(NoticeState))._say(_said()[status] % {"title": title})
        return rx.redirect(to(STAFF_ALERTS))

    def _refused(self, error: PortalError) -> None:
        if isinstance(error, DraftRefusedError):
            self.problems = error.problems
        else:
            self.conflict = say(error)

    async def _typed(self) -> None:
        self.is_dirty = True
        await self._show()

    async def _open(self, person: Actor) -> None:
        """Start anew from what is saved, or from nothing."""
        self.problems, self.conflict, self.is_dirty, self._text = DraftProblems(), "", False, ""
        try:
            self.draft = await alert_editor.open_(person, self._key)
        except PortalError:
            self.draft, self.missing = None, True
            return
        self.missing, self.chosen, self.round = False, self.draft.products, self.round + 1
        await self._look()
        await self._show()

    async def _look(self) -> None:
        try:
            self.options = await alert_editor.options(me(), self._text)
        except PortalError:
            self.options = []

    async def _show(self) -> None:
        """Show what is typed as customers will see it."""
        if self.draft:
            self.when = self.draft.when
            names = {one.slug: one.name for one in self.chosen}
            self.preview, self.reach = await alert_editor.preview(me(), self._draft(), names, self.draft.published)

    def _draft(self) -> Draft:
        words = {name: getattr(self.draft, name) for name in (*_WORDS, "is_important")}
        return Draft(**words, products=tuple(one.slug for one in self.chosen), fixed={one.slug: one.fixed for one in self.chosen})

    async def _refresh(self, person: Actor) -> None:
        """Tell when a colleague changed what is being edited here, or show it when nothing was typed."""
        if not (self.draft and self._key):
            return
        version, who = await alert_editor.current_version(person, self._key)
        if version != self.draft.version and not self.is_dirty:
            await self._open(person)
        elif version != self.draft.version:
            self.conflict = say(PortalError("alert_edited", who=who))


def _said() -> dict[str, str]:
    return {
        "published": _("« %(title)s » est publiée."),
        "scheduled": _("« %(title)s » est programmée."),
        "withdrawn": _("« %(title)s » est enregistrée, et reste retirée."),
    }
