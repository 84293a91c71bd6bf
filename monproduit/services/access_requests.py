"""Requests to be let into a group: asked with a license number, answered by its administrators, seen by both at once."""

from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import fetch, writing
from monproduit.core.enums import Answer, AuditAction, Role
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.models import AccessRequest, License, Membership, Person, Product, UserGroup
from monproduit.services.access import Actor, administered_group
from monproduit.services.asking import ASKER, asks
from monproduit.services.audit import record
from monproduit.services.changes import PEOPLE, Touched, note
from monproduit.services.memberships import enter_group
from monproduit.views.groups import MatterLine

AGAIN_AFTER = timedelta(days=7)
"""How long a refusal stands before the same person may ask again."""


async def ask(session: AsyncSession, actor: Actor, license_: License, group: UserGroup) -> None:
    """Ask for entry, in the caller's transaction; a refusal of long ago is asked anew."""
    query = select(AccessRequest).where(col(AccessRequest.group_id) == group.id, col(AccessRequest.user_id) == actor.id)
    asked = await session.scalar(query)
    if not asked:
        asked = AccessRequest(group_id=group.id, license_id=license_.id, user_id=actor.id, asked_at=clock.now())
        session.add(asked)
    asked.license_id, asked.asked_at, asked.answer, asked.is_dismissed = license_.id, clock.now(), Answer.PENDING, False
    record(session, actor, AuditAction.ACCESS_REQUESTED, group_id=group.id, license_number=license_.number)
    await session.flush()
    await note(session, _seen_by(actor.id, group.id))


async def answer(actor: Actor, group_id: int, request_id: int, *, grants: bool) -> str:
    """Let somebody in as support user, or not; return their name.

    Raises:
        PortalError: `no_such_group`, `not_allowed` or `no_such_request` (answered by another administrator meanwhile).
    """
    async with writing() as session:
        await administered_group(session, actor, group_id, lock=True)
        query = select(AccessRequest).where(col(AccessRequest.id) == request_id, col(AccessRequest.group_id) == group_id)
        asked = await session.scalar(query.where(col(AccessRequest.answer) == Answer.PENDING))
        if not asked:
            raise PortalError("no_such_request")
        asked.answer, asked.answered_at = (Answer.GRANTED if grants else Answer.REFUSED), clock.now()
        person = await session.get_one(Person, asked.user_id)
        action = AuditAction.ACCESS_GRANTED if grants else AuditAction.ACCESS_REFUSED
        record(session, actor, action, group_id=group_id, detail=person.email)
        touched = await enter_group(session, group_id, person.id, Role.SUPPORT_USER) if grants else []
        await session.flush()
        await note(session, [*touched, *_seen_by(person.id, group_id)])
        return person.name or person.email


async def dismiss(actor: Actor, request_id: int) -> None:
    """Put away a refusal that the person has read, or withdraw a request of their own.

    Raises:
        PortalError: `no_such_request`.
    """
    async with writing() as session:
        asked = await session.scalar(select(AccessRequest).where(col(AccessRequest.id) == request_id, col(AccessRequest.user_id) == actor.id))
        if not asked or asked.answer == Answer.GRANTED:
            raise PortalError("no_such_request")
        if asked.answer == Answer.PENDING:
            await session.delete(asked)
        else:
            asked.is_dismissed = True
        await session.flush()
        await note(session, _seen_by(actor.id, asked.group_id))


async def matters(actor: Actor) -> list[MatterLine]:
    """Return the person's own requests, and those that wait for them as an administrator."""
    return [_matter(actor, row) for row in await fetch(_matters(), asks(actor))]


@cache
def _matters() -> Select[*tuple[Any, ...]]:
    asked = (col(AccessRequest.id), col(AccessRequest.user_id), col(AccessRequest.answer), col(AccessRequest.group_id))
    administered = select(col(Membership.group_id)).where(col(Membership.user_id) == ASKER.id, col(Membership.role) == Role.ADMINISTRATOR)
    own = (col(AccessRequest.user_id) == ASKER.id) & (col(AccessRequest.answer) != Answer.GRANTED) & col(AccessRequest.is_dismissed).is_(False)
    theirs = col(AccessRequest.group_id).in_(administered) & (col(AccessRequest.answer) == Answer.PENDING)
    return (
        select(*asked, col(Product.name).label("product"), col(UserGroup.name).label("group"), col(Person.name), col(Person.email))
        .join(License, col(License.id) == col(AccessRequest.license_id))
        .join(Product, col(Product.id) == col(License.product_id))
        .join(UserGroup, col(UserGroup.id) == col(AccessRequest.group_id))
        .join(Person, col(Person.id) == col(AccessRequest.user_id))
        .where(or_(own, theirs))
        .order_by(col(AccessRequest.asked_at))
        .limit(100)
    )


def _matter(actor: Actor, asked: Any) -> MatterLine:
    if asked.user_id != actor.id:
        label = _("%(name)s demande à rejoindre « %(group)s ».") % {"name": asked.name or asked.email, "group": asked.group}
        return MatterLine(asked.id, "asked", label, asked.group_id)
    if asked.answer == Answer.REFUSED:
        label = _("Un administrateur a refusé votre demande pour %(product)s. Adressez-vous à lui, ou contactez le support.")
        return MatterLine(asked.id, "refused", label % {"product": asked.product}, 0)
    waiting = _("Votre demande pour %(product)s attend la réponse d’un administrateur.")
    return MatterLine(asked.id, "waiting", waiting % {"product": asked.product}, 0)


def _seen_by(user_id: int, group_id: int) -> list[Touched]:
    return [Touched(user_id=user_id), Touched(group_id=group_id, section=PEOPLE)]
