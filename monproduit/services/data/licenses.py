"""What comes with a license line besides its row: the key, the history of terms, and the end of a renewal request."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.numbers import canonical
from monproduit.core.sealing import fingerprint, seal
from monproduit.core.sections import Section
from monproduit.models import License, LicenseKey, MaintenanceTerm
from monproduit.services.changes import Touched
from monproduit.services.data.formats import LicenseLine
from monproduit.services.renewals import close_renewed

Row = dict[str, Any]


async def follow_licenses(session: AsyncSession, lines: Sequence[LicenseLine], written: Sequence[Row]) -> list[Touched]:
    """Keep keys and terms, and close what was asked for and has come; return the cells that show another key."""
    await _keep_terms(session, [row for row in written if row["renewal_date"]])
    await close_renewed(session, [row["id"] for row in written])
    keys = {canonical(line.number): line.key for line in lines if line.key is not None}
    return await _keep_keys(session, keys) if keys else []


async def _keep_terms(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Add the terms that were not known yet."""
    if not rows:
        return
    license_id, ends_on = col(MaintenanceTerm.license_id), col(MaintenanceTerm.ends_on)
    known = set(await session.execute(select(license_id, ends_on).where(license_id.in_([row["id"] for row in rows]))))
    moment = clock.now()
    terms = [
        {
            "license_id": row["id"],
            "starts_on": row["maintenance_from"],
            "ends_on": row["renewal_date"],
            "support_plan": row["support_plan"],
            "noted_at": moment,
        }
        for row in rows
        if (row["id"], row["renewal_date"]) not in known
    ]
    if terms:
        await session.execute(insert(MaintenanceTerm), terms)


async def _keep_keys(session: AsyncSession, keys: dict[str, str]) -> list[Touched]:
    """Encrypt the keys that are new or differ."""
    query = select(License, col(LicenseKey.digest)).outerjoin(LicenseKey, col(LicenseKey.license_id) == col(License.id))
    found = await session.execute(query.where(col(License.canonical_number).in_(keys)))
    differing = [license_ for license_, digest in found if digest != fingerprint(keys[license_.canonical_number])]
    if not differing:
        return []
    await session.execute(delete(LicenseKey).where(col(LicenseKey.license_id).in_([license_.id for license_ in differing])))
    await session.execute(insert(LicenseKey), [_sealed(license_, keys[license_.canonical_number]) for license_ in differing])
    cells = {(license_.group_id, license_.product_id) for license_ in differing if license_.group_id}
    return [Touched(group_id=group, product_id=product, section=Section.LICENSE_STATUS) for group, product in cells]


def _sealed(license_: License, key: str) -> Row:
    name = license_.canonical_number
    return {"license_id": license_.id, "ciphertext": seal(key, name), "digest": fingerprint(key)}
