"""Seal anew what is sealed, after the portal's secret has changed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.core.sealing import SealBrokenError, fingerprint, seal, unseal
from monproduit.models import License, LicenseKey, WebhookEndpoint


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many were sealed anew, and how many no known secret opens."""

    keys: int = 0
    hooks: int = 0
    lost: int = 0


async def reseal() -> Resealed:
    """Open license keys and secrets of webhooks, and seal them under the present secret; what cannot be opened stays as it is."""
    keys = hooks = lost = 0
    async with writing() as session:
        query = select(LicenseKey, col(License.canonical_number)).join(License, col(License.id) == col(LicenseKey.license_id))
        for key, owner in await session.execute(query.with_for_update(of=LicenseKey)):
            try:
                secret = unseal(key.ciphertext, owner)
                key.ciphertext, key.digest = seal(secret, owner), fingerprint(secret)
                keys += 1
            except SealBrokenError:
                lost += 1
        for hook in await session.scalars(select(WebhookEndpoint).with_for_update()):
            try:
                hook.secret = seal(unseal(hook.secret, hook.name), hook.name)
                hooks += 1
            except SealBrokenError:
                lost += 1
    return Resealed(keys, hooks, lost)
