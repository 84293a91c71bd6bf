"""Invite people into a group: by a link that one e-mail address uses once, within a fortnight."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from urllib.parse import quote

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.emails import is_email
from monproduit.core.enums import AuditAction, Role
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_day
from monproduit.core.settings import settings
from monproduit.models import Invitation, License, Membership, Person, UserGroup
from monproduit.services.access import Actor, administered_group
from monproduit.services.audit import record
from monproduit.services.changes import PEOPLE, Touched, note
from monproduit.services.invitation_mails import post_invitation
from monproduit.services.license_words import role_name
from monproduit.services.memberships import enter_group, give_license
from monproduit.views.groups import Invited

_LIFE = timedelta(days=14)
_LONGEST = 200
_MOST_OPEN = 200


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom an administrator invites, as typed."""

    email: str
    name: str
    phone: str
    role: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers to whom it was sent."""

    group: str
    inviter: str
    role: str


async def invite(actor: Actor, group_id: int, invitee: Invitee) -> Invited:
    """Invite somebody into a group, and return the link: it is shown this once.

    Raises:
        PortalError: `no_such_group`, `not_allowed`, `email_malformed`, `too_long`, `already_member`, `already_invited` or `too_many_invitations`.
    """
    async with writing() as session:
        group = await administered_group(session, actor, group_id, lock=True)
        return await invite_in(session, actor, group, invitee)


async def invite_in(session: AsyncSession, actor: Actor, group: UserGroup, invitee: Invitee, license_: License | None = None) -> Invited:
    """Make an invitation in the caller's transaction."""
    email = await _checked(session, group, invitee)
    token, moment = secrets.token_urlsafe(32), clock.now()
    invitation = Invitation(
        digest=_digest(token),
        group_id=group.id,
        license_id=license_.id if license_ else None,
        email=email,
        name=invitee.name.strip(),
        phone=invitee.phone.strip(),
        role=invitee.role,
        invited_by_id=actor.id,
        invited_at=moment,
        expires_at=moment + _LIFE,
    )
    session.add(invitation)
    number = license_.number if license_ else ""
    record(session, actor, AuditAction.MEMBER_INVITED, group_id=group.id, license_number=number, detail=f"{email}, {invitee.role}")
    await session.flush()
    await post_invitation(session, invitation, token)
    await note(session, [Touched(group_id=group.id, section=PEOPLE)])
    return _invited(actor, group, invitation, token)


async def revoke(actor: Actor, group_id: int, invitation_id: int) -> None:
    """Take an invitation back.

    Raises:
        PortalError: `no_such_group`, `not_allowed` or `no_such_invitation`.
    """
    async with writing() as session:
        await administered_group(session, actor, group_id)
        query = select(Invitation).where(col(Invitation.id) == invitation_id, col(Invitation.group_id) == group_id, _is_unanswered())
        invitation = await session.scalar(query.with_for_update())
        if not invitation:
            raise PortalError("no_such_invitation")
        invitation.revoked_at = clock.now()
        record(session, actor, AuditAction.INVITATION_REVOKED, group_id=group_id, detail=invitation.email)
        await note(session, [Touched(group_id=group_id, section=PEOPLE)])


async def look(actor: Actor, token: str) -> Offer:
    """Return what an invitation offers, to the one it was sent to.

    Raises:
        PortalError: `no_such_invitation`, `invitation_used`, `invitation_over` or `invitation_for_another` (hint).
    """
    async with reading() as session:
        invitation, group = await _find(session, actor, token)
        inviter = await session.get_one(Person, invitation.invited_by_id)
        return Offer(group.name, inviter.name or inviter.email, role_name(invitation.role))


async def accept(actor: Actor, token: str) -> str:
    """Enter the group that an invitation opens; return its name.

    Raises:
        PortalError: as `look`.
    """
    async with writing() as session:
        invitation, group = await _find(session, actor, token, lock=True)
        invitation.accepted_at = clock.now()
        touched = await enter_group(session, group.id, actor.id, invitation.role)
        license_ = await session.get(License, invitation.license_id) if invitation.license_id else None
        if license_ and license_.group_id == group.id:
            touched += await give_license(session, license_, actor.id)
        person = await session.get_one(Person, actor.id)
        person.phone = person.phone or invitation.phone
        person.name = person.name or invitation.name
        record(session, actor, AuditAction.MEMBER_JOINED, group_id=group.id, detail=invitation.role)
        await note(session, touched)
        return group.name


def is_open() -> ColumnElement[bool]:
    """Select invitations that can still be accepted."""
    return _is_unanswered() & (col(Invitation.expires_at) > clock.now())


def _is_unanswered() -> ColumnElement[bool]:
    return col(Invitation.accepted_at).is_(None) & col(Invitation.revoked_at).is_(None)


async def _checked(session: AsyncSession, group: UserGroup, invitee: Invitee) -> str:
    """Return the address to invite, after the checks."""
    email = invitee.email.strip().lower()
    if not is_email(email):
        raise PortalError("email_malformed")
    if invitee.role not in set(Role):
        raise PortalError("unknown_role")
    if max(len(invitee.name), len(invitee.phone)) > _LONGEST:
        raise PortalError("too_long", limit=_LONGEST)
    member = select(func.count()).select_from(Membership).join(Person, col(Person.id) == col(Membership.user_id))
    member = member.where(col(Membership.group_id) == group.id, col(Person.email) == email, col(Membership.role) == invitee.role)
    if (await session.execute(member)).scalar_one():
        raise PortalError("already_member")
    waiting = list(await session.scalars(select(Invitation).where(col(Invitation.group_id) == group.id, _is_unanswered())))
    for old in waiting:
        if old.email == email and old.expires_at > clock.now():
            raise PortalError("already_invited")
        if old.email == email:
            old.revoked_at = clock.now()
    await session.flush()
    if len(waiting) >= _MOST_OPEN:
        raise PortalError("too_many_invitations", limit=_MOST_OPEN)
    return email


async def _find(session: AsyncSession, actor: Actor, token: str, *, lock: bool = False) -> tuple[Invitation, UserGroup]:
    query = select(Invitation).where(col(Invitation.digest) == _digest(token))
    invitation = await session.scalar(query.with_for_update() if lock else query)
    if not invitation or invitation.revoked_at:
        raise PortalError("no_such_invitation")
    if invitation.email != actor.email.lower():
        raise PortalError("invitation_for_another")
    if invitation.accepted_at:
        raise PortalError("invitation_used")
    if invitation.expires_at <= clock.now():
        raise PortalError("invitation_over")
    return invitation, await session.get_one(UserGroup, invitation.group_id)


def _invited(actor: Actor, group: UserGroup, invitation: Invitation, token: str) -> Invited:
    link = f"{settings().origin}/invitations/{token}"
    expires = local_day(invitation.expires_at, actor.time_zone)
    subject = _("Invitation au groupe « %(group)s »") % {"group": group.name}
    body = _("Bonjour,\n\nje vous invite dans le groupe « %(group)s » du portail Mes produits. Le lien vaut jusqu’au %(date)s :\n\n%(link)s\n")
    text = body % {"group": group.name, "date": expires, "link": link}
    return Invited(invitation.email, link, expires, f"mailto:{quote(invitation.email)}?subject={quote(subject)}&body={quote(text)}")


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
