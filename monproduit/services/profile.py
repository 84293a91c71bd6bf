"""How the portal speaks and writes to a person: their language, their time zone, and what is mailed when."""

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.enums import MailFrequency
from monproduit.core.errors import PortalError
from monproduit.core.localisation import LOCALES, _
from monproduit.core.time_zones import is_time_zone
from monproduit.models import Person, Product, RegisteredProduct
from monproduit.services.access import Actor
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
    mailed = _("E-mails pour : %(products)s.") % {"products": names} if names else _("Vous n’avez coché aucun produit pour l’instant.")
    return Profile(person.name, person.email, person.locale or "", person.time_zone, person.mail_frequency, mailed, person.wants_answers)


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
