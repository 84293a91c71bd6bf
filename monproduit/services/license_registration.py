"""Register a license by its number: preview, then confirm."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import Answer, AuditAction, JoinPolicy, LicenseStanding, RegistrationSource, Role
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, day, number
from monproduit.core.numbers import canonical, is_wellformed
from monproduit.core.sections import Section
from monproduit.core.settings import settings
from monproduit.models import AccessRequest, License, Membership, Product, RegisteredProduct, RegistrationAttempt, UserGroup
from monproduit.services.access import Actor
from monproduit.services.access_requests import AGAIN_AFTER, ask
from monproduit.services.audit import record
from monproduit.services.changes import Touched, note
from monproduit.services.memberships import enter_group
from monproduit.services.registration import register as register_rows
from monproduit.views.products import Added, LicensePreview

_TRIES = 10
_WINDOW = timedelta(minutes=10)
_PAUSE = timedelta(minutes=15)
_ANYBODYS = frozenset(
    {"gmail.com", "outlook.com", "hotmail.com", "hotmail.fr", "live.fr", "yahoo.com", "yahoo.fr", "icloud.com", "orange.fr", "free.fr"}
)
"""Domains that say nothing about whose people one belongs to."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A license, what it is for, who holds it, and what the person is to that group."""

    license: License
    product: Product
    group: UserGroup | None
    is_member: bool = False
    has_row: bool = False
    asked: AccessRequest | None = None


async def preview(actor: Actor, typed: str) -> LicensePreview:
    """Say what a license number stands for and what confirming will do.

    Raises:
        PortalError: `empty`, `malformed`, `unknown`, `license_already_mine`, `suspended`, `revoked`, `waiting` or `too_many` (minutes).
    """
    try:
        async with reading() as session:
            await _refuse_guessing(session, actor)
            found = await _find(session, actor, typed)
            return _preview(found, _outcome(actor, found))
    except PortalError as error:
        await _count_wrong(actor, error)
        raise


async def register(actor: Actor, typed: str) -> Added:
    """Register a license: in a new group, in the group that holds it, or by asking its administrators.

    Raises:
        PortalError: as `preview`.
    """
    try:
        async with writing() as session:
            await _refuse_guessing(session, actor)
            found = await _find(session, actor, typed, lock=True)
            outcome = _outcome(actor, found)
            if outcome == "ask":
                return await _ask(session, actor, found)
            await _enter(session, actor, found, outcome)
    except PortalError as error:
        await _count_wrong(actor, error)
        raise
    return Added(found.product.slug, _("%(product)s est dans vos produits.") % {"product": found.product.name})


async def _find(session: AsyncSession, actor: Actor, typed: str, *, lock: bool = False) -> _Found:
    """Find a license by its number; unknown and foreign numbers take the same queries."""
    wanted = canonical(typed)
    if not wanted:
        raise PortalError("empty")
    if not is_wellformed(wanted):
        raise PortalError("malformed")
    query = (
        select(License, Product, UserGroup)
        .join(Product, col(Product.id) == col(License.product_id))
        .outerjoin(UserGroup, col(UserGroup.id) == col(License.group_id))
        .where(col(License.canonical_number) == wanted)
    )
    if lock:  # first the lock, then the reading: what another registration wrote meanwhile must be seen
        await session.execute(select(col(License.id)).where(col(License.canonical_number) == wanted).with_for_update())
    row = (await session.execute(query)).first()
    license_, product, group = row or (None, None, None)
    found = await _standing(session, actor, license_, product, group)
    if not found:
        raise PortalError("unknown")
    return found


async def _standing(session: AsyncSession, actor: Actor, license_: License | None, product: Product | None, group: UserGroup | None) -> _Found | None:
    """Tell what a person is to a license; nothing costs less for a number that is unknown."""
    group_id, product_id = (group.id if group else 0), (product.id if product else 0)
    is_mine = (col(Membership.group_id) == group_id) & (col(Membership.user_id) == actor.id)
    has_row = (col(RegisteredProduct.user_id) == actor.id) & (col(RegisteredProduct.product_id) == product_id)
    mine = (
        select(func.count()).select_from(Membership).where(is_mine).scalar_subquery(),
        select(func.count()).select_from(RegisteredProduct).where(has_row, col(RegisteredProduct.hidden_at).is_(None)).scalar_subquery(),
    )
    is_member, has_row_ = (await session.execute(select(*mine))).one()
    asked = await session.scalar(select(AccessRequest).where(col(AccessRequest.group_id) == group_id, col(AccessRequest.user_id) == actor.id))
    return _Found(license_, product, group, bool(is_member), bool(has_row_), asked) if license_ and product else None


def _outcome(actor: Actor, found: _Found) -> str:
    """Return what registering does: create a group, join, come back, or ask."""
    if found.license.standing != LicenseStanding.ACTIVE:
        raise PortalError(found.license.standing, number=found.license.number)
    if found.is_member:
        if found.has_row:
            raise PortalError("license_already_mine", product=found.product.name)
        return "return"
    if not found.group:
        return "create"
    policy = found.group.join_policy or settings().join_policy
    if policy == JoinPolicy.DOMAIN and found.group.domain and found.group.domain.lower() == _domain(actor):
        return "join"
    if policy == JoinPolicy.CLOSED:
        raise PortalError("unknown")
    return _asking(found)


def _asking(found: _Found) -> str:
    """Ask the administrators, unless they have been asked, or have refused a moment ago."""
    if found.asked and found.asked.answer == Answer.PENDING:
        raise PortalError("waiting", product=found.product.name)
    if found.asked and found.asked.answer == Answer.REFUSED and clock.now() - (found.asked.answered_at or clock.now()) < AGAIN_AFTER:
        raise PortalError("refused", product=found.product.name)
    return "ask"


async def _enter(session: AsyncSession, actor: Actor, found: _Found, outcome: str) -> None:
    """Let the person into the license's group, and the product onto their account."""
    group = found.group or await _new_group(session, actor, found)
    found.license.group_id = group.id
    await session.flush()
    touched: list[Touched] = []
    if outcome != "return":
        touched = await enter_group(session, group.id, actor.id, Role.ADMINISTRATOR if outcome == "create" else Role.SUPPORT_USER)
        record(session, actor, AuditAction.LICENSE_REGISTERED, group_id=group.id, license_number=found.license.number)
    touched += await register_rows(session, [(actor.id, found.product.id)], RegistrationSource.LICENSE, is_event=True)
    cells = [Touched(group_id=group.id, product_id=found.product.id, section=section) for section in (Section.SUPPORT_STATUS, Section.LICENSE_STATUS)]
    await note(session, [*touched, *cells, Touched(user_id=actor.id)])


async def _new_group(session: AsyncSession, actor: Actor, found: _Found) -> UserGroup:
    group = UserGroup(
        key=f"{found.product.slug}-{uuid4().hex[:12]}",
        name=f"{found.product.name} – {actor.today.isoformat()}",
        domain=None if _domain(actor) in _ANYBODYS else _domain(actor),
    )
    session.add(group)
    await session.flush()
    record(session, actor, AuditAction.GROUP_CREATED, group_id=group.id, detail=group.name)
    return group


async def _ask(session: AsyncSession, actor: Actor, found: _Found) -> Added:
    if found.group:
        await ask(session, actor, found.license, found.group)
    return Added("", _("Votre demande est transmise aux administrateurs de la licence ; le produit apparaîtra dès leur accord."))


async def _refuse_guessing(session: AsyncSession, actor: Actor) -> None:
    """Refuse for a while whoever typed too many wrong numbers."""
    now = clock.now()
    query = (
        select(col(RegistrationAttempt.at))
        .where(col(RegistrationAttempt.user_id) == actor.id, col(RegistrationAttempt.at) > now - _WINDOW - _PAUSE)
        .order_by(col(RegistrationAttempt.at))
    )
    at = list(await session.scalars(query))
    full = [last for first, last in zip(at, at[_TRIES:], strict=False) if last - first <= _WINDOW]
    if full and full[-1] + _PAUSE > now:
        raise PortalError("too_many", minutes=-(-(full[-1] + _PAUSE - now) // timedelta(minutes=1)))


async def _count_wrong(actor: Actor, error: PortalError) -> None:
    """Keep count of wrong numbers, and refuse from the one on that is too many."""
    if error.key != "unknown":
        return
    async with writing() as session:
        session.add(RegistrationAttempt(user_id=actor.id, at=clock.now()))
    async with reading() as session:
        await _refuse_guessing(session, actor)


def _domain(actor: Actor) -> str:
    return actor.email.rpartition("@")[2].lower()


def _preview(found: _Found, outcome: str) -> LicensePreview:
    license_ = found.license
    words = {
        "create": _("Vous en serez l’administrateur, dans un nouveau groupe d’utilisateurs."),
        "join": _("Vous rejoindrez le groupe « %(group)s » comme utilisateur du support.") % {"group": found.group.name if found.group else ""},
        "return": _("Le produit reviendra dans vos produits."),
        "ask": _("Cette licence a déjà un groupe : ses administrateurs recevront votre demande."),
    }
    return LicensePreview(
        number=license_.number,
        product=found.product.name,
        edition=license_.edition or "—",
        quantity=number(license_.quantity),
        renewal=day(license_.renewal_date) if license_.renewal_date else "—",
        outcome=outcome,
        outcome_label=words[outcome],
    )
