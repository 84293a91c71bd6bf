"""All kinds of things at once, in the order in which they are shown."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from monproduit.core.localisation import _, ngettext, number
from monproduit.core.search import searchable
from monproduit.services.access import Actor
from monproduit.services.search import pages, texts, things
from monproduit.views.search import Found, Hit, HitGroup

_SHORTEST = 2
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that can be found.

    Attributes:
        name: its name for tests and styles.
        label: what stands above its hits, in the language in use.
        find: what finds the first few for a person and a text.
    """

    name: str
    label: Callable[[], str]
    find: Callable[[Actor, str], Awaitable[list[Hit]]]


KINDS = (
    Kind("license", lambda: _("Licences"), things.licenses),
    Kind("product", lambda: _("Produits"), things.products),
    Kind("request", lambda: _("Demandes de service"), things.requests),
    Kind("file", lambda: _("Fichiers"), things.files),
    Kind("article", lambda: _("Articles"), texts.articles),
    Kind("alert", lambda: _("Actualités et alertes"), texts.alerts),
    Kind("document", lambda: _("Documents"), texts.documents),
    Kind("video", lambda: _("Vidéos"), texts.videos),
    Kind("page", lambda: _("Pages"), pages.pages),
)


async def find(actor: Actor, text: str) -> Found:
    """Return what a person may see and a text finds; nothing for less than two signs."""
    asked = text.strip()[:_LONGEST]
    if len(searchable(asked).replace(" ", "")) < _SHORTEST:
        return Found(asked)
    found = [HitGroup(kind.name, kind.label(), await kind.find(actor, asked)) for kind in KINDS]
    groups = [group for group in found if group.hits]
    return Found(asked, _label(sum(len(group.hits) for group in groups)), groups)


def _label(total: int) -> str:
    if not total:
        return _("Rien n’a été trouvé. Essayez un autre mot, ou un numéro.")
    return ngettext("%(count)s résultat", "%(count)s résultats", total) % {"count": number(total)}
