"""Several license numbers at once, from a column or a purchase message: a verdict for each, then all that can be registered."""

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, ngettext, number
from monproduit.core.numbers import canonical
from monproduit.services import license_registration
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.services.purchase_text import numbers_in
from monproduit.views.products import Added, NumberVerdict, NumberVerdicts

MOST = 500


def numbers_of(text: str) -> list[str]:
    """Return the numbers of a text, each once: those with a label if there are any, else one for each line.

    Raises:
        PortalError: `empty` or `too_many_numbers`.
    """
    found = numbers_in(text) or [part.strip() for line in text.splitlines() for part in line.replace(";", ",").replace("\t", ",").split(",")]
    once: dict[str, str] = {}
    for one in filter(None, found):
        once.setdefault(canonical(one), one)
    if not once:
        raise PortalError("empty")
    if len(once) > MOST:
        raise PortalError("too_many_numbers", limit=number(MOST))
    return list(once.values())


async def check(actor: Actor, numbers: list[str]) -> NumberVerdicts:
    """Say of each number what registering it would do; nothing is changed."""
    lines = [await _verdict(actor, one) for one in numbers]
    ready = sum(line.is_ready for line in lines)
    words = ngettext("%(ready)s licence sur %(total)s peut être ajoutée.", "%(ready)s licences sur %(total)s peuvent être ajoutées.", ready)
    return NumberVerdicts(lines, ready, words % {"ready": number(ready), "total": number(len(lines))})


async def register(actor: Actor, numbers: list[str]) -> Added:
    """Register the numbers that can be, each in a transaction of its own, so that one refusal stops no other; say how many were."""
    done = 0
    for one in numbers:
        try:
            await license_registration.register(actor, one)
            done += 1
        except PortalError:
            continue
    words = ngettext("%(count)s licence ajoutée.", "%(count)s licences ajoutées.", done)
    return Added("", words % {"count": number(done)} if done else _("Aucune licence n’a été ajoutée."))


async def _verdict(actor: Actor, typed: str) -> NumberVerdict:
    try:
        shown = await license_registration.preview(actor, typed)
    except PortalError as error:
        status = "none" if error.key in {"license_already_mine", "waiting"} else "expired"
        return NumberVerdict(typed[:100], status, say(error), is_ready=False)
    label = f"{shown.product}, {shown.edition} · {shown.outcome_label}"
    return NumberVerdict(shown.number, "in_force" if shown.outcome != "ask" else "expiring", label, is_ready=True)
