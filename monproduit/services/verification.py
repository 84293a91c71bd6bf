"""What a file is, by its hash: it stays where it is."""

import re
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.models import Product, Release, ReleaseFile
from monproduit.services.access import Actor, known_ids
from monproduit.services.releases import is_available
from monproduit.views.software import FileVerdict

_HASH = re.compile(r"[0-9a-f]{64}")
_NAMED = 5


async def identify(actor: Actor, digest: str, name: str) -> FileVerdict:
    """Tell which file of the person's products has a SHA-256 hash; else, whether one of that name has another.

    Raises:
        PortalError: `hash_malformed`.
    """
    if not _HASH.fullmatch(digest):
        raise PortalError("hash_malformed")
    query = (
        select(col(Product.name), col(Release.version), col(ReleaseFile.name))
        .join(Release, col(Release.id) == col(ReleaseFile.release_id))
        .join(Product, col(Product.id) == col(Release.product_id))
        .where(col(Product.id).in_(known_ids(actor)), is_available(Release, actor.today))
        .order_by(col(Product.search_text), col(Release.sort_key).desc())
        .limit(_NAMED)
    )
    async with reading() as session:
        known = (await session.execute(query.where(col(ReleaseFile.sha256) == digest))).all()
        named = (await session.execute(query.where(col(ReleaseFile.name) == name, col(ReleaseFile.sha256).is_not(None)))).all()
    return _verdict(known, named, name)


def _verdict(known: Any, named: Any, name: str) -> FileVerdict:
    if known:
        text = _("Son contenu est exactement celui que nous publions : %(files)s.") % {"files": _listed(known)}
        return FileVerdict("known", _("%(name)s est authentique.") % {"name": name}, text)
    if named:
        text = _("Il porte le nom d’un fichier de %(files)s, mais pas son contenu. Ne l’installez pas : téléchargez-le de nouveau.")
        return FileVerdict("differs", _("%(name)s est endommagé ou modifié.") % {"name": name}, text % {"files": _listed(named)})
    text = _("Aucun fichier publié pour vos produits n’a ce contenu.")
    return FileVerdict("unknown", _("%(name)s ne nous est pas connu.") % {"name": name}, text)


def _listed(rows: Any) -> str:
    return ", ".join(f"{product} {version} ({file})" for product, version, file in rows)
