"""The members of a group: their roles, and how they go. A group is never without an administrator."""

from collections.abc import Collection

from sqlalchemy import Delete, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.core.enums import AuditAction, Role
from monproduit.core.errors import PortalError
from monproduit.models import License, LicenseUser, Membership, Person
from monproduit.services.access import Actor, administered_group, own_group
from monproduit.services.audit import record
from monproduit.services.changes import PEOPLE, Touched, note


async def change_roles(actor: Actor, group_id: int, user_id: int, roles: Collection[str]) -> None:
    """Let a member have exactly these roles.

    Raises:
        PortalError: `no_such_group`, `not_allowed`, `no_such_member`, `no_role`, `unknown_role` or `last_administrator`.
    """
    wanted = set(roles)
    if not wanted:
        raise PortalError("no_role")
    if not wanted <= set(Role):
        raise PortalError("unknown_role")
    async with writing() as session:
        await administered_group(session, actor, group_id, lock=True)
        person, held = await _member(session, group_id, user_id)
        if Role.ADMINISTRATOR in held - wanted:
            await _keep_an_administrator(session, group_id, user_id)
        for role in held - wanted:
            await session.execute(_of(group_id, user_id).where(col(Membership.role) == role))
        session.add_all([Membership(group_id=group_id, user_id=user_id, role=role) for role in wanted - held])
        if Role.LICENSE_USER in held - wanted:
            await _take_licenses(session, group_id, user_id)
        record(session, actor, AuditAction.ROLES_CHANGED, group_id=group_id, detail=f"{person.email}: {', '.join(sorted(wanted))}")
        await session.flush()
        await note(session, [Touched(user_id=user_id), Touched(group_id=group_id, section=PEOPLE)])


async def remove(actor: Actor, group_id: int, user_id: int) -> str:
    """Take a member out of a group; return their name. What they registered stays on their account, without the group's licenses.

    Raises:
        PortalError: `no_such_group`, `not_allowed`, `no_such_member` or `last_administrator`.
    """
    async with writing() as session:
        await administered_group(session, actor, group_id, lock=True)
        person = await _go(session, group_id, user_id)
        record(session, actor, AuditAction.MEMBER_REMOVED, group_id=group_id, detail=person.email)
        return person.name or person.email


async def leave(actor: Actor, group_id: int) -> str:
    """Leave a group; return its name.

    Raises:
        PortalError: `no_such_group` or `last_administrator`.
    """
    async with writing() as session:
        group = await own_group(session, actor, group_id, lock=True)
        await _go(session, group_id, actor.id)
        record(session, actor, AuditAction.MEMBER_LEFT, group_id=group_id)
        return group.name


async def take_role(session: AsyncSession, group_id: int, user_id: int, role: str) -> None:
    """Take one role away from a member, in the caller's transaction, which holds the group's lock.

    Raises:
        PortalError: `no_such_member` or `last_administrator`.
    """
    _person, held = await _member(session, group_id, user_id)
    if role not in held:
        raise PortalError("no_such_member")
    if role == Role.ADMINISTRATOR:
        await _keep_an_administrator(session, group_id, user_id)
    await session.execute(_of(group_id, user_id).where(col(Membership.role) == role))
    if role == Role.LICENSE_USER or held == {role}:
        await _take_licenses(session, group_id, user_id)
    await note(session, [Touched(user_id=user_id), Touched(group_id=group_id, section=PEOPLE)])


async def _go(session: AsyncSession, group_id: int, user_id: int) -> Person:
    person, held = await _member(session, group_id, user_id)
    if Role.ADMINISTRATOR in held:
        await _keep_an_administrator(session, group_id, user_id)
    await session.execute(_of(group_id, user_id))
    await _take_licenses(session, group_id, user_id)
    await note(session, [Touched(user_id=user_id), Touched(group_id=group_id, section=PEOPLE)])
    return person


async def _member(session: AsyncSession, group_id: int, user_id: int) -> tuple[Person, set[str]]:
    query = select(col(Membership.role)).where(col(Membership.group_id) == group_id, col(Membership.user_id) == user_id)
    held = set(await session.scalars(query))
    person = await session.get(Person, user_id)
    if not held or not person:
        raise PortalError("no_such_member")
    return person, held


async def _keep_an_administrator(session: AsyncSession, group_id: int, leaving: int) -> None:
    """Refuse when nobody else administers the group; the caller holds the group's lock."""
    others = select(func.count()).where(
        col(Membership.group_id) == group_id, col(Membership.role) == Role.ADMINISTRATOR, col(Membership.user_id) != leaving
    )
    if not (await session.execute(others)).scalar_one():
        raise PortalError("last_administrator")


async def _take_licenses(session: AsyncSession, group_id: int, user_id: int) -> None:
    ours = select(col(License.id)).where(col(License.group_id) == group_id)
    query = delete(LicenseUser).where(col(LicenseUser.user_id) == user_id, col(LicenseUser.license_id).in_(ours))
    await session.execute(query.execution_options(synchronize_session=False))


def _of(group_id: int, user_id: int) -> Delete:
    query = delete(Membership).where(col(Membership.group_id) == group_id, col(Membership.user_id) == user_id)
    return query.execution_options(synchronize_session=False)
