"""Who did what in a group: written with the deed itself, read by its administrators."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading
from monproduit.core.enums import AuditAction
from monproduit.core.localisation import _, local_moment
from monproduit.models import AuditEvent
from monproduit.services.access import Actor, administered_group
from monproduit.services.words import more_label
from monproduit.views.groups import AuditLine, Journal

_EXPORTED = 100_000


def record(session: AsyncSession, actor: Actor, action: AuditAction, *, group_id: int | None, license_number: str = "", detail: str = "") -> None:
    """Note a deed in the transaction that does it."""
    name = f"{actor.name} <{actor.email}>" if actor.name else actor.email
    event = AuditEvent(at=clock.now(), actor_id=actor.id, actor=name, action=action, group_id=group_id, license=license_number, detail=detail[:500])
    session.add(event)


async def lines(actor: Actor, group_id: int, limit: int) -> Journal:
    """Return the latest deeds of a group.

    Raises:
        PortalError: `no_such_group`, for whoever is not its administrator.
    """
    query = select(AuditEvent, func.count().over()).where(col(AuditEvent.group_id) == group_id).order_by(col(AuditEvent.id).desc()).limit(limit)
    async with reading() as session:
        await administered_group(session, actor, group_id)
        found = (await session.execute(query)).all()
    shown = [_line(actor, event) for event, _total in found]
    total = found[0][1] if found else 0
    return Journal(shown, total - len(shown), more_label(total - len(shown)))


async def all_lines(actor: Actor, group_id: int) -> list[AuditLine]:
    """Return all deeds of a group, for its administrator to keep.

    Raises:
        PortalError: `no_such_group`.
    """
    return (await lines(actor, group_id, _EXPORTED)).lines


def _line(actor: Actor, event: AuditEvent) -> AuditLine:
    words = action_name(event.action)
    return AuditLine(str(event.id), local_moment(event.at, actor.time_zone), event.actor, words, event.license, event.detail)


def action_name(action: str) -> str:
    """Say a deed in words."""
    return {
        AuditAction.LICENSE_REGISTERED: _("Licence enregistrée"),
        AuditAction.KEY_REVEALED: _("Clé affichée"),
        AuditAction.KEY_COPIED: _("Clé copiée"),
        AuditAction.FILE_DOWNLOADED: _("Fichier de licence téléchargé"),
        AuditAction.LICENSE_USER_ASSIGNED: _("Utilisateur de licence ajouté"),
        AuditAction.LICENSE_USER_REMOVED: _("Utilisateur de licence retiré"),
        AuditAction.RENEWAL_REQUESTED: _("Renouvellement demandé"),
        AuditAction.ACCESS_REQUESTED: _("Accès demandé"),
        AuditAction.ACCESS_GRANTED: _("Accès accordé"),
        AuditAction.ACCESS_REFUSED: _("Accès refusé"),
        AuditAction.GROUP_CREATED: _("Groupe créé"),
        AuditAction.GROUP_RENAMED: _("Groupe renommé"),
        AuditAction.POLICY_CHANGED: _("Règle d’adhésion changée"),
        AuditAction.MEMBER_INVITED: _("Membre invité"),
        AuditAction.INVITATION_REVOKED: _("Invitation annulée"),
        AuditAction.MEMBER_JOINED: _("Membre arrivé"),
        AuditAction.ROLES_CHANGED: _("Rôles changés"),
        AuditAction.MEMBER_REMOVED: _("Membre retiré"),
        AuditAction.MEMBER_LEFT: _("Membre parti"),
        AuditAction.AUDIT_EXPORTED: _("Journal exporté"),
    }[AuditAction(action)]
