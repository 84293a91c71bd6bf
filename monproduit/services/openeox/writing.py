"""The vendor's life cycles for everybody: each version that has been announced, as OpenEoX."""

import json
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.settings import settings
from monproduit.core.vendor import vendor
from monproduit.models import Product, Release
from monproduit.services.openeox.core import CORE, DRAFTS, TBA, check

_LAST = time(23, 59, 59)
_DAY = timedelta(days=1)


async def document(slug: str = "") -> bytes | None:
    """Return the life cycles of all products, or of one, as OpenEoX; nothing where the setting publishes none, or none is known."""
    if not settings().public_life_cycles:
        return None
    query = select(Product, Release).join(Release, col(Release.product_id) == col(Product.id))
    query = query.order_by(col(Product.slug), col(Release.sort_key).desc(), col(Release.released_on).desc())
    async with reading() as session:
        found = (await session.execute(query.where(col(Product.slug) == slug) if slug else query)).all()
    statements = [one for product, release in found if (one := _statement(product, release))]
    return json.dumps({"$schema": f"{DRAFTS}shell.json", "statements": statements}, ensure_ascii=False).encode() if statements else None


def address(slug: str) -> str:
    """Return where everybody reads the life cycle of a product, or nothing where the setting publishes none."""
    return f"/openeox/{slug}.json" if settings().public_life_cycles else ""


def tag(content: bytes) -> str:
    """Return what tells one document from another."""
    return sha256(content).hexdigest()[:32]


def _statement(product: Product, release: Release) -> dict[str, Any] | None:
    """Return what is stated of one version; nothing when OpenEoX has no words for what is known.

    Our support ends on `end_of_support_on`; the end of life is the last day of it, the one before.
    """
    end = release.end_of_support_on - _DAY if release.end_of_support_on else None
    core = {
        "$schema": CORE,
        **({"general_availability": _first(release.released_on)} if release.released_on else {}),
        "end_of_security_support": _last(release.limited_support_until or end),
        "end_of_life": _last(end),
        "last_updated": _moment(release.updated_at),
    }
    if release.has_support_ended or release.has_limited_support or next(check(core), None):
        return None
    named = {"product_name": product.name, "product_version": release.version, "vendor_name": vendor().name}
    return {
        "core": core,
        "product": {"$schema": f"{DRAFTS}product_software.json", **named},
        "product_identification_helper": _helper(product),
    }


def _helper(product: Product) -> dict[str, Any]:
    """Return what else the product is known by: its address here, and the first identifier of each kind."""
    addresses = f"{settings().origin}/openeox"
    known: dict[str, Any] = {"x_generic_uris": [{"namespace": addresses, "uri": f"{addresses}/{product.slug}.json"}]}
    for name, start in (("cpe", "cpe:"), ("purl", "pkg:")):
        if found := next((one for one in product.identifiers if one.startswith(start)), ""):
            known[name] = found
    return known


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else ""


def _first(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _last(day: date | None) -> str:
    return f"{datetime.combine(day, _LAST).isoformat()}Z" if day else TBA
