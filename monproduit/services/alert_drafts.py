"""A draft of an alert becomes a line of the data format, or all that is wrong with it."""

import re
import secrets
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from monproduit.core import clock
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.core.search import searchable
from monproduit.services.access import Actor
from monproduit.services.data.formats import AlertLine
from monproduit.views.staff_alerts import DraftProblems

_FURTHEST = timedelta(days=5 * 366)
_KEY = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed; `moment` is local, and `fixed` says by slug which versions mend a product, separated by commas."""

    title: str = ""
    kind: str = "news"
    severity: str = ""
    is_important: bool = False
    body: str = ""
    url: str = ""
    when: str = "now"
    moment: str = ""
    products: tuple[str, ...] = ()
    fixed: dict[str, str] = field(default_factory=dict)


class DraftRefusedError(PortalError):
    """A draft that cannot be published so.

    Attributes:
        problems: what is wrong, field by field.
    """

    def __init__(self, problems: DraftProblems) -> None:
        """Keep what is wrong."""
        super().__init__("draft_refused")
        self.problems = problems


def checked(actor: Actor, draft: Draft, key: str, before: datetime | None, affected: dict[str, list[str]]) -> AlertLine:
    """Return the alert that a draft makes; `before` is when it was published so far.

    Raises:
        DraftRefusedError: something is missing or wrong.
    """
    problems: dict[str, str] = {}
    moment = before if draft.when == "keep" and before else clock.now()
    if draft.when == "later":
        moment = _moment(actor, draft.moment, before, problems) or moment
    versions = {slug: {"affected": affected.get(slug, []), "fixed": split(draft.fixed.get(slug, ""))} for slug in draft.products}
    line = {
        "type": "alert",
        "key": key or _new_key(draft.title),
        "products": list(draft.products),
        "kind": draft.kind,
        "important": draft.is_important,
        "severity": draft.severity or None,
        "title": " ".join(draft.title.split()),
        "body": draft.body.replace("\r\n", "\n").strip(),
        "url": draft.url.strip() or None,
        "published_at": moment,
        "versions": versions,
    }
    try:
        made = AlertLine.model_validate(line)
    except ValidationError as error:
        words = _words()
        problems |= {name: words.get(name, words[""]) for name in (str(one["loc"][0]) if one["loc"] else "" for one in error.errors())}
        raise _refused(problems) from None
    if problems:
        raise _refused(problems)
    return made


def split(versions: str) -> list[str]:
    """Return versions that were typed with commas between them."""
    return list(dict.fromkeys(one.strip() for one in re.split(r"[,;\n]", versions) if one.strip()))


def _moment(actor: Actor, typed: str, before: datetime | None, problems: dict[str, str]) -> datetime | None:
    """Return the moment that was typed, where the person is; an hour that the clocks skip is none."""
    zone = ZoneInfo(actor.time_zone)
    try:
        local = datetime.fromisoformat(typed).replace(tzinfo=zone, second=0, microsecond=0)
    except ValueError:
        problems["moment"] = _("Indiquez le jour et l’heure de la publication.")
        return None
    moment = local.astimezone(ZoneInfo("UTC"))
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        problems["moment"] = _("Cette heure n’existe pas ce jour-là : les horloges changent. Choisissez-en une autre.")
    elif before and abs(moment - before) < timedelta(minutes=1):
        return before
    elif not clock.now() < moment < clock.now() + _FURTHEST:
        problems["moment"] = _("Choisissez un moment à venir, dans cinq ans au plus tard.")
    return moment


def _new_key(title: str) -> str:
    """Return a key that can be read, and that no other alert has."""
    words = re.sub(r"[^a-z0-9]+", "-", searchable(title)).strip("-")[:_KEY].strip("-")
    return f"{words or 'alerte'}-{secrets.token_hex(3)}"


def _refused(problems: dict[str, str]) -> DraftRefusedError:
    known = {one.name for one in fields(DraftProblems)}
    shown = {name: text for name, text in problems.items() if name in known}
    return DraftRefusedError(DraftProblems(**(shown or {"title": _words()[""]})))


def _words() -> dict[str, str]:
    return {
        "title": _("Donnez un titre, de 300 signes au plus."),
        "products": _("Choisissez au moins un produit."),
        "kind": _("Choisissez un type d’alerte."),
        "severity": _("Choisissez une gravité de la liste."),
        "body": _("Le texte est trop long : 100 000 signes au plus."),
        "url": _("Une adresse commence par https:// ou http://."),
        "versions": _("Une version a 200 signes au plus ; séparez-les par des virgules."),
        "": _("Cette alerte ne peut pas être publiée ainsi. Vérifiez vos saisies."),
    }
