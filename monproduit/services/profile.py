"""How the portal speaks and writes to a person: their language, their time zone, and what is mailed when."""

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.enums import MailFrequency
from monproduit.core.errors import PortalError
from monproduit.core.localisation import LOCALES, _, local_day
from monproduit.core.time_zones import is_time_zone
from monproduit.models import Person, Product, RegisteredProduct, SuspendedAddress
from monproduit.services import suspensions
from monproduit.services.access import Actor
from monproduit.services.bounce_words import reason
from monproduit.services.changes import Touched, note
from monproduit.views.profile import Profile


async def page(actor: Actor) -> Profile:
    """Return the person's profile."""
    wanted = (
        select(col(Product.name))
        .join(RegisteredProduct, col(RegisteredProduct.product_id) == col(Product.id))
        .where(col(RegisteredProduct.user_id) == actor.id, col(RegisteredProduct.wants_email), col(RegisteredProduct.hidden_at).is_(None))
        .order_by(col(Product.name))
    )
    async with reading() as session:
        person = await session.get_one(Person, actor.id)
        names = ", ".join(await session.scalars(wanted))
        suspended = await suspensions.find(session, actor.email)
    mailed = _("E-mails pour : %(products)s.") % {"products": names} if names else _("Vous n’avez coché aucun produit pour l’instant.")
    page = Profile(person.name, person.email, person.locale or "", person.time_zone, person.mail_frequency, mailed, person.wants_answers)
    return _suspended(page, suspended) if suspended else page


async def save(actor: Actor, language: str, time_zone: str, frequency: str, *, answers: bool) -> Actor:
    """Keep the person's choices, and return them as they are now.

    Raises:
        PortalError: `unknown_language`, `unknown_time_zone` or `unknown_frequency`.
    """
    if language not in LOCALES:
        raise PortalError("unknown_language")
    if not is_time_zone(time_zone.strip()):
        raise PortalError("unknown_time_zone")
    if frequency not in set(MailFrequency):
        raise PortalError("unknown_frequency")
    async with writing() as session:
        person = await session.get_one(Person, actor.id)
        person.locale, person.time_zone, person.mail_frequency = language, time_zone.strip(), frequency
        person.wants_answers = answers
        await note(session, [Touched(user_id=actor.id)])
    return replace(actor, locale=language, time_zone=time_zone.strip())


def _suspended(page: Profile, suspended: SuspendedAddress) -> Profile:
    since = _("Depuis le %(date)s, nos e-mails à cette adresse reviennent : nous n’en envoyons plus.")
    words = since % {"date": local_day(suspended.since, page.time_zone)}
    return replace(page, returned=words, reason=reason(suspended.status), code=suspended.status)
