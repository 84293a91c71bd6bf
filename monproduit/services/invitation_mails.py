"""The mail that carries an invitation: its link is sealed until it leaves, since it opens a group."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading
from monproduit.core.localisation import DEFAULT, _, local_day, locale, use_locale
from monproduit.core.sealing import seal, unseal
from monproduit.core.settings import settings
from monproduit.models import Invitation, Person, UserGroup
from monproduit.services.letters import Letter, Part
from monproduit.services.license_words import role_name
from monproduit.services.outbox import Message, put


async def post_invitation(session: AsyncSession, invitation: Invitation, token: str) -> None:
    """Let an invitation leave with the transaction that makes it: in the invited person's language, else in the inviter's."""
    known = await session.scalar(select(col(Person.locale)).where(col(Person.email) == invitation.email))
    sealed = seal(token, _owner(invitation.id))
    payload = {"letter": "invitation", "invitation": invitation.id, "token": sealed, "language": known or locale()}
    await put(session, Message("mail", f"invitation:{invitation.id}", payload, "invitation", invitation.email))


async def invitation_letter(payload: dict[str, Any]) -> Letter | None:
    """Write the letter of an invitation; None when it was revoked, used or is over."""
    async with reading() as session:
        invitation = await session.get(Invitation, payload["invitation"])
        if not invitation or invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= clock.now():
            return None
        group = await session.get_one(UserGroup, invitation.group_id)
        inviter = await session.get_one(Person, invitation.invited_by_id)
        person = await session.scalar(select(Person).where(col(Person.email) == invitation.email))
    with use_locale(payload["language"]):
        link = f"{settings().origin}/invitations/{unseal(payload['token'], _owner(invitation.id))}"
        zone = person.time_zone if person else inviter.time_zone
        return _letter(payload["language"] or DEFAULT, invitation, group.name, inviter, link, local_day(invitation.expires_at, zone))


def _letter(language: str, invitation: Invitation, group: str, inviter: Person, link: str, until: str) -> Letter:
    values = {"name": inviter.name or inviter.email, "group": group, "role": role_name(invitation.role), "date": until}
    return Letter(
        language=language,
        subject=_("Invitation au groupe « %(group)s »") % values,
        title=_("Vous êtes invité dans le groupe « %(group)s »") % values,
        intro=_("%(name)s vous invite dans le groupe « %(group)s » comme : %(role)s.") % values,
        parts=[Part(text=_("Le lien est pour vous seul, et vaut jusqu’au %(date)s.") % values, link=link, label=_("Voir l’invitation"))],
        why=_("Vous recevez cet e-mail parce que %(name)s a saisi votre adresse. Si cela ne vous dit rien, ne faites rien.") % values,
    )


def _owner(invitation_id: int) -> str:
    return f"invitation {invitation_id}"
