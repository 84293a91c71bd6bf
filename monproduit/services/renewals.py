"""Ask for the renewal of a license: once, and seen by all of its group."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import writing
from monproduit.core.enums import AuditAction
from monproduit.core.errors import PortalError
from monproduit.core.sections import Section
from monproduit.core.slices import slices
from monproduit.models import License, RenewalRequest
from monproduit.services.access import Actor, held_license, refused
from monproduit.services.audit import record
from monproduit.services.changes import Touched, note
from monproduit.services.permissions import Deed
from monproduit.services.webhook_news import tell_renewal
from monproduit.views.licenses import RenewalForm

_MOST = 1_000_000
_LONGEST = 2000
_YEARS = 10


async def ask(actor: Actor, number: str, quantity: str, until: str, message: str) -> None:
    """Ask for a renewal, with what the form holds.

    Args:
        actor: who asks.
        number: the license.
        quantity: how many, as typed.
        until: the end that is wished, ISO 8601.
        message: further words for the vendor.

    Raises:
        PortalError: `no_such_license`, `not_allowed`, `already_asked`, `wrong_quantity`, `wrong_end` or `too_long`.
    """
    async with writing() as session:
        held = await held_license(session, actor, number, lock=True)
        if held.renewal:
            raise PortalError("already_asked")
        if Deed.REQUEST_RENEWAL not in held.deeds:
            raise refused("not_allowed")
        license_ = held.license
        request = RenewalRequest(
            license_id=license_.id,
            requested_by_id=actor.id,
            requested_at=clock.now(),
            ends_on=license_.renewal_date,
            quantity=_quantity(quantity),
            wanted_until=_end(until, actor.today),
            message=_message(message),
        )
        session.add(request)
        record(session, actor, AuditAction.RENEWAL_REQUESTED, group_id=held.group.id, license_number=license_.number, detail=quantity)
        await session.flush()
        await tell_renewal(session, request, license_, held.product.slug, held.group.key, actor.email)
        await note(session, [Touched(group_id=held.group.id, product_id=license_.product_id, section=Section.LICENSE_STATUS)])


def form(license_: License, today: date) -> RenewalForm:
    """Return the form as one would fill it in: the same quantity, a year more."""
    start = max(license_.renewal_date or today, today)
    return RenewalForm(license_.quantity, _years_later(start, 1).isoformat(), today.isoformat())


async def close_renewed(session: AsyncSession, license_ids: list[int]) -> None:
    """Close the requests for these licenses whose end has moved on since."""
    later = select(col(License.id)).where(col(License.id) == col(RenewalRequest.license_id), col(License.renewal_date) > col(RenewalRequest.ends_on))
    for some in slices(license_ids):
        query = update(RenewalRequest).where(col(RenewalRequest.license_id).in_(some), col(RenewalRequest.closed_at).is_(None), later.exists())
        await session.execute(query.values(closed_at=clock.now()).execution_options(synchronize_session=False))


def _quantity(typed: str) -> int:
    plain = "".join(typed.split())
    if not (plain.isascii() and plain.isdigit() and len(plain) <= len(str(_MOST)) and 0 < int(plain) <= _MOST):
        raise PortalError("wrong_quantity")
    return int(plain)


def _end(typed: str, today: date) -> date | None:
    if not typed.strip():
        return None
    try:
        end = date.fromisoformat(typed.strip())
    except ValueError as error:
        raise PortalError("wrong_end") from error
    if not today < end <= _years_later(today, _YEARS):
        raise PortalError("wrong_end")
    return end


def _message(typed: str) -> str:
    if len(typed) > _LONGEST:
        raise PortalError("too_long", limit=_LONGEST)
    return typed.strip()


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
