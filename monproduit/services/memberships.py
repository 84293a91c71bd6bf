"""Let people into groups and give them licenses: the steps that every door shares."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.enums import RegistrationSource, Role
from monproduit.models import License, LicenseUser, Membership
from monproduit.services.changes import PEOPLE, Touched
from monproduit.services.registration import register
from monproduit.services.webhook_news import tell_joined


async def enter_group(session: AsyncSession, group_id: int, user_id: int, role: str) -> list[Touched]:
    """Give a person a role in a group; all its products come onto their account (F20), also those that were hidden."""
    if not await session.get(Membership, (group_id, user_id, role)):
        session.add(Membership(group_id=group_id, user_id=user_id, role=role))
        await session.flush()
        await tell_joined(session, [(group_id, user_id, role)])
    products = await session.scalars(select(col(License.product_id)).where(col(License.group_id) == group_id).distinct())
    touched = await register(session, [(user_id, product) for product in products], RegistrationSource.GROUP, is_event=True)
    return [*touched, Touched(user_id=user_id), Touched(group_id=group_id, section=PEOPLE)]


async def give_license(session: AsyncSession, license_: License, user_id: int) -> list[Touched]:
    """Assign a license to a person, with the role that goes with it."""
    if not await session.get(LicenseUser, (license_.id, user_id)):
        session.add(LicenseUser(license_id=license_.id, user_id=user_id, assigned_at=clock.now()))
    return await enter_group(session, license_.group_id, user_id, Role.LICENSE_USER) if license_.group_id else []
