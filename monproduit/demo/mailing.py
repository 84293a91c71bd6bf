"""What the demo world mails: boxes that Claire ticked, and an invitation that came back."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.enums import Role
from monproduit.core.localisation import use_locale
from monproduit.models import OutboxMessage, Person, Product, RegisteredProduct, UserGroup
from monproduit.services.access import Actor
from monproduit.services.invitations import Invitee, invite_in

_TICKED = ("archivo", "vigie", "requeta")
_LOST = Invitee("p.durand@exemple.fr", "Paul Durand", "", Role.SUPPORT_USER)
_REASON = f"550 5.1.1 <{_LOST.email}>: Recipient address rejected: User unknown"


async def tick_boxes(session: AsyncSession, email: str) -> None:
    """Let a person receive the alerts of some products by e-mail."""
    people = select(col(Person.id)).where(col(Person.email) == email)
    products = select(col(Product.id)).where(col(Product.slug).in_(_TICKED))
    mine = col(RegisteredProduct.user_id).in_(people) & col(RegisteredProduct.product_id).in_(products)
    await session.execute(update(RegisteredProduct).where(mine).values(wants_email=True))


async def return_invitation(session: AsyncSession, email: str, group: str) -> None:
    """Let a person invite somebody whose address does not exist: the staff sees why the mail failed, and can try it again."""
    person = (await session.scalars(select(Person).where(col(Person.email) == email))).one()
    inviter = Actor(person.id, person.email, person.name, person.time_zone)
    with use_locale("fr"):
        into = (await session.scalars(select(UserGroup).where(col(UserGroup.key) == group))).one()
        await invite_in(session, inviter, into, _LOST)
    failed = {"attempts": 1, "last_error": _REASON, "failed_at": clock.now() + timedelta(seconds=1)}
    await session.execute(update(OutboxMessage).where(col(OutboxMessage.recipient) == _LOST.email).values(**failed))
