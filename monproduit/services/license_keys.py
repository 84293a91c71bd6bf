"""License keys: shown, copied and put into files, by those who may, and never without a line in the journal."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.core.enums import AuditAction, LicenseStanding
from monproduit.core.errors import PortalError
from monproduit.core.sealing import SealBrokenError, unseal
from monproduit.models import License, LicenseKey, Product
from monproduit.services.access import Actor, Held, held_license, license_facts
from monproduit.services.audit import record
from monproduit.services.permissions import Deed, license_deeds


@dataclass(frozen=True, slots=True)
class LicenseFile:
    """A file to fetch: its name, and its text in UTF-8."""

    name: str
    text: str


async def reveal(actor: Actor, number: str, *, copied: bool = False) -> str:
    """Return the key of a license, for the eye or for the clipboard.

    Raises:
        PortalError: `no_such_license`, `not_allowed` or `key_unreadable`.
    """
    action = AuditAction.KEY_COPIED if copied else AuditAction.KEY_REVEALED
    async with writing() as session:
        held = await held_license(session, actor, number, Deed.REVEAL_KEY)
        record(session, actor, action, group_id=held.group.id, license_number=held.license.number)
        return _open(held.license, held.key)


async def license_file(actor: Actor, number: str) -> LicenseFile:
    """Return the file of one license.

    Raises:
        PortalError: as `reveal`.
    """
    async with writing() as session:
        held = await held_license(session, actor, number, Deed.DOWNLOAD_FILE)
        record(session, actor, AuditAction.FILE_DOWNLOADED, group_id=held.group.id, license_number=held.license.number)
        return LicenseFile(f"{_plain(held.license)}.lic", _entry(held.license, held.product, _open(held.license, held.key)))


async def merged_file(actor: Actor, number: str) -> LicenseFile:
    """Return one file with the keys of all active licenses of the same product in the same group.

    Raises:
        PortalError: as `reveal`.
    """
    async with writing() as session:
        held = await held_license(session, actor, number, Deed.MERGE_FILES)
        entries: list[str] = []
        for license_, key in await mergeable(session, held):
            entries.append(_entry(license_, held.product, _open(license_, key)))
            record(session, actor, AuditAction.FILE_DOWNLOADED, group_id=held.group.id, license_number=license_.number)
        return LicenseFile(f"{held.product.slug}-{len(entries)}.lic", "\n".join(entries))


async def mergeable(session: AsyncSession, held: Held) -> list[tuple[License, LicenseKey]]:
    """Return the licenses that go into one file with this one, itself included."""
    if Deed.MERGE_FILES not in held.deeds:
        return []
    query = (
        select(License, LicenseKey)
        .join(LicenseKey, col(LicenseKey.license_id) == col(License.id))
        .where(col(License.group_id) == held.group.id, col(License.product_id) == held.product.id)
        .where(col(License.standing) == LicenseStanding.ACTIVE)
        .order_by(col(License.number))
    )
    found = await session.execute(query)
    return [(license_, key) for license_, key in found if license_.id == held.license.id or _is_open_to(held, license_)]


def _is_open_to(held: Held, license_: License) -> bool:
    """Leave out the licenses whose users are named one by one: each of those is asked for by itself."""
    facts = license_facts(license_, held.product, has_key=True, is_assigned=False, is_asked_for=False)
    return Deed.MERGE_FILES in license_deeds(held.roles, facts)


def _open(license_: License, key: LicenseKey | None) -> str:
    try:
        return unseal(key.ciphertext if key else "", license_.canonical_number)
    except SealBrokenError as error:
        raise PortalError("key_unreadable", number=license_.number) from error


def _entry(license_: License, product: Product, key: str) -> str:
    lines = (
        f"[{license_.number}]",
        f"product = {product.name}",
        f"edition = {license_.edition}",
        f"quantity = {license_.quantity}",
        f"maintenance_until = {license_.renewal_date or ''}",
        f"key = {key}",
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _plain(license_: License) -> str:
    return license_.canonical_number.lower()
