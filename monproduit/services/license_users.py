"""The license users of one license: assigned by the administrators, up to its limit."""

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.core.enums import AuditAction, Role
from monproduit.core.errors import PortalError
from monproduit.core.sections import Section
from monproduit.models import Invitation, LicenseUser, Membership, Person
from monproduit.services.access import Actor, Held, held_license
from monproduit.services.audit import record
from monproduit.services.changes import Touched, note
from monproduit.services.invitations import Invitee, invite_in, is_open
from monproduit.services.memberships import give_license
from monproduit.services.permissions import Deed
from monproduit.views.groups import Invited


async def assign(actor: Actor, number: str, email: str, name: str = "") -> Invited | None:
    """Assign a license to a member of its group; whoever is none gets an invitation, which is returned.

    Raises:
        PortalError: `no_such_license`, `not_allowed`, `email_malformed`, `already_assigned`, `no_seat` (limit) or `already_invited`.
    """
    async with writing() as session:
        held = await held_license(session, actor, number, Deed.ASSIGN_USERS, lock=True)
        person = await session.scalar(select(Person).where(col(Person.email) == email.strip().lower()))
        member = person if person and await _is_member(session, held, person) else None
        if member and await session.get(LicenseUser, (held.license.id, member.id)):
            raise PortalError("already_assigned", name=member.name or member.email)
        await _refuse_when_full(session, held)
        if not member:
            invitee = Invitee(email, name, "", Role.LICENSE_USER)
            return await invite_in(session, actor, held.group, invitee, license_=held.license)
        touched = await give_license(session, held.license, member.id)
        _record(session, actor, AuditAction.LICENSE_USER_ASSIGNED, held, member)
        await note(session, [*touched, *_shown(held)])
    return None


async def remove(actor: Actor, number: str, user_id: int) -> str:
    """Take a license from one of its users; return their e-mail address. They stay in the group.

    Raises:
        PortalError: `no_such_license`, `not_allowed` or `not_assigned`.
    """
    async with writing() as session:
        held = await held_license(session, actor, number, Deed.ASSIGN_USERS, lock=True)
        assigned = await session.get(LicenseUser, (held.license.id, user_id))
        person = await session.get(Person, user_id)
        if not assigned or not person:
            raise PortalError("not_assigned")
        await session.execute(delete(LicenseUser).where(col(LicenseUser.license_id) == held.license.id, col(LicenseUser.user_id) == user_id))
        _record(session, actor, AuditAction.LICENSE_USER_REMOVED, held, person)
        await note(session, [Touched(user_id=user_id), *_shown(held)])
        return person.email


async def taken(session: AsyncSession, license_id: int) -> int:
    """Count the seats that are assigned, or kept for somebody who was invited."""
    assigned = select(func.count()).where(col(LicenseUser.license_id) == license_id).scalar_subquery()
    invited = select(func.count()).where(col(Invitation.license_id) == license_id, is_open()).scalar_subquery()
    return (await session.execute(select(assigned + invited))).scalar_one()


async def _refuse_when_full(session: AsyncSession, held: Held) -> None:
    limit = held.license.user_limit
    if limit is not None and await taken(session, held.license.id) >= limit:
        raise PortalError("no_seat", limit=limit)


async def _is_member(session: AsyncSession, held: Held, person: Person) -> bool:
    query = select(func.count()).where(col(Membership.group_id) == held.group.id, col(Membership.user_id) == person.id)
    return bool((await session.execute(query)).scalar_one())


def _record(session: AsyncSession, actor: Actor, action: AuditAction, held: Held, person: Person) -> None:
    record(session, actor, action, group_id=held.group.id, license_number=held.license.number, detail=person.email)


def _shown(held: Held) -> list[Touched]:
    return [Touched(group_id=held.group.id, product_id=held.product.id, section=Section.LICENSE_STATUS)]
