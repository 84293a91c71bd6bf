"""User groups: the person's own, and one with all that its member may see."""

from datetime import datetime

from sqlalchemy import distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import Answer, AuditAction, JoinPolicy, RequestSharing, Role
from monproduit.core.errors import PortalError
from monproduit.core.localisation import local_day, ngettext, number
from monproduit.core.sections import Section
from monproduit.core.settings import settings
from monproduit.models import AccessRequest, Invitation, License, Membership, Person, Product, UserGroup
from monproduit.services.access import Actor, administered_group, own_group, roles_in
from monproduit.services.audit import record
from monproduit.services.changes import CONVERSATION, PEOPLE, Touched, note
from monproduit.services.license_words import count_name, role_name
from monproduit.services.permissions import Deed, may
from monproduit.views.groups import AccessLine, GroupLine, GroupPage, InvitationLine, MemberLine

_LONGEST = 200


async def mine(actor: Actor) -> list[GroupLine]:
    """Return the groups that the person is a member of, by name."""
    people = select(func.count(distinct(col(Membership.user_id)))).where(col(Membership.group_id) == col(UserGroup.id))
    held = select(func.count(col(License.id))).where(col(License.group_id) == col(UserGroup.id))
    asked = select(func.count(col(AccessRequest.id))).where(
        col(AccessRequest.group_id) == col(UserGroup.id), col(AccessRequest.answer) == Answer.PENDING
    )
    counts = [one.correlate(UserGroup).scalar_subquery() for one in (people, held, asked)]
    roles = func.aggregate_strings(col(Membership.role), ",")
    query = (
        select(UserGroup, roles, *counts)
        .join(Membership, col(Membership.group_id) == col(UserGroup.id))
        .where(col(Membership.user_id) == actor.id)
        .group_by(col(UserGroup.id))
        .order_by(col(UserGroup.name), col(UserGroup.id))
    )
    async with reading() as session:
        return [_group_line(*row) for row in await session.execute(query)]


async def page(actor: Actor, group_id: int) -> GroupPage:
    """Return a group as the person may see it.

    Raises:
        PortalError: `no_such_group`.
    """
    async with reading() as session:
        group = await own_group(session, actor, group_id)
        roles = await roles_in(session, actor, group_id)
        is_admin = may(roles, Deed.MANAGE_GROUP)
        members = await _members(session, actor, group_id)
        held = (await session.execute(select(func.count()).where(col(License.group_id) == group_id))).scalar_one()
        is_last = next(member.is_last_administrator for member in members if member.is_me)
        return GroupPage(
            id=group.id,
            name=group.name,
            policy=group.join_policy or settings().join_policy,
            sharing=group.request_sharing,
            domain=group.domain or "",
            my_role=_roles(roles),
            is_administrator=is_admin,
            can_leave=not is_last,
            licenses=count_name(held),
            members=members,
            invitations=await _invitations(session, actor, group_id) if is_admin else [],
            requests=await _requests(session, actor, group_id) if is_admin else [],
        )


async def rename(actor: Actor, group_id: int, name: str) -> None:
    """Give a group another name.

    Raises:
        PortalError: `no_such_group`, `not_allowed`, `no_name` or `too_long`.
    """
    wanted = " ".join(name.split())
    if not wanted:
        raise PortalError("no_name")
    if len(wanted) > _LONGEST:
        raise PortalError("too_long", limit=_LONGEST)
    async with writing() as session:
        group = await administered_group(session, actor, group_id, lock=True)
        record(session, actor, AuditAction.GROUP_RENAMED, group_id=group_id, detail=f"{group.name} → {wanted}")
        group.name = wanted
        await session.flush()
        await note(session, [Touched(group_id=group_id, section=PEOPLE), Touched(group_id=group_id, section=Section.LICENSE_STATUS)])


async def choose_policy(actor: Actor, group_id: int, policy: str) -> None:
    """Decide who enters with a license number of the group.

    Raises:
        PortalError: `no_such_group`, `not_allowed` or `unknown_policy`.
    """
    if policy not in set(JoinPolicy):
        raise PortalError("unknown_policy")
    async with writing() as session:
        group = await administered_group(session, actor, group_id, lock=True)
        record(session, actor, AuditAction.POLICY_CHANGED, group_id=group_id, detail=policy)
        group.join_policy = policy
        await session.flush()
        await note(session, [Touched(group_id=group_id, section=PEOPLE)])


async def choose_sharing(actor: Actor, group_id: int, sharing: str) -> None:
    """Decide who sees the service requests that members opened.

    Raises:
        PortalError: `no_such_group`, `not_allowed` or `unknown_policy`.
    """
    if sharing not in set(RequestSharing):
        raise PortalError("unknown_policy")
    async with writing() as session:
        group = await administered_group(session, actor, group_id, lock=True)
        record(session, actor, AuditAction.POLICY_CHANGED, group_id=group_id, detail=f"service requests: {sharing}")
        group.request_sharing = sharing
        await session.flush()
        await note(session, [Touched(group_id=group_id, section=PEOPLE), Touched(group_id=group_id, section=CONVERSATION)])


async def _members(session: AsyncSession, actor: Actor, group_id: int) -> list[MemberLine]:
    roles = func.aggregate_strings(col(Membership.role), ",")
    query = (
        select(Person, roles)
        .join(Membership, col(Membership.user_id) == col(Person.id))
        .where(col(Membership.group_id) == group_id)
        .group_by(col(Person.id))
        .order_by(col(Person.name), col(Person.email))
    )
    found = [(person, frozenset(held.split(","))) for person, held in await session.execute(query)]
    administrators = sum(Role.ADMINISTRATOR in held for _person, held in found)
    return [_member(person, held, is_me=person.id == actor.id, is_alone=administrators == 1) for person, held in found]


def _member(person: Person, roles: frozenset[str], *, is_me: bool, is_alone: bool) -> MemberLine:
    return MemberLine(
        id=person.id,
        name=person.name or person.email,
        email=person.email,
        phone=person.phone,
        initials="".join(word[0] for word in (person.name or person.email).split()[:2]).upper(),
        role=_roles(roles),
        is_me=is_me,
        is_administrator=Role.ADMINISTRATOR in roles,
        is_license_user=Role.LICENSE_USER in roles,
        is_support_user=Role.SUPPORT_USER in roles,
        is_last_administrator=is_alone and Role.ADMINISTRATOR in roles,
    )


async def _invitations(session: AsyncSession, actor: Actor, group_id: int) -> list[InvitationLine]:
    is_waiting = col(Invitation.accepted_at).is_(None) & col(Invitation.revoked_at).is_(None)
    query = select(Invitation).where(col(Invitation.group_id) == group_id, is_waiting).order_by(col(Invitation.email))
    return [_invitation(actor, one, clock.now()) for one in await session.scalars(query)]


def _invitation(actor: Actor, one: Invitation, now: datetime) -> InvitationLine:
    expires = local_day(one.expires_at, actor.time_zone)
    return InvitationLine(one.id, one.name, one.email, role_name(one.role), expires, one.expires_at <= now)


async def _requests(session: AsyncSession, actor: Actor, group_id: int) -> list[AccessLine]:
    query = (
        select(AccessRequest, Person, col(Product.name), col(License.number))
        .join(Person, col(Person.id) == col(AccessRequest.user_id))
        .join(License, col(License.id) == col(AccessRequest.license_id))
        .join(Product, col(Product.id) == col(License.product_id))
        .where(col(AccessRequest.group_id) == group_id, col(AccessRequest.answer) == Answer.PENDING)
        .order_by(col(AccessRequest.asked_at))
    )
    return [
        AccessLine(asked.id, person.name or person.email, person.email, product, held, local_day(asked.asked_at, actor.time_zone))
        for asked, person, product, held in await session.execute(query)
    ]


def _group_line(group: UserGroup, roles: str, people: int, held: int, asked: int) -> GroupLine:
    named = frozenset(roles.split(","))
    members = ngettext("%(count)s membre", "%(count)s membres", people) % {"count": number(people)}
    waiting = ngettext("%(count)s demande d’accès", "%(count)s demandes d’accès", asked) % {"count": number(asked)}
    return GroupLine(group.id, group.name, _roles(named), members, count_name(held), waiting if asked and may(named, Deed.MANAGE_GROUP) else "")


def _roles(roles: frozenset[str]) -> str:
    return ", ".join(role_name(role) for role in Role if role in roles)
