"""Which of the vendor's products an advisory speaks of: by package URL, by CPE, or by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from packageurl import PackageURL

from monproduit.core.search import searchable
from monproduit.services.csaf.document import Named

_CPE = re.compile(r"(?<!\\):")
_CPE_PARTS = 3
_CPE_VERSION = 3
_ANY = {"", "*", "-"}


@dataclass(frozen=True, slots=True)
class Known:
    """A product of the portal, with what it is known by elsewhere."""

    slug: str
    names: frozenset[str]
    identifiers: frozenset[tuple[str, ...]]


def known(slug: str, name: str, identifiers: Iterable[str]) -> Known:
    """Return a product, ready to be compared."""
    return Known(slug, frozenset({searchable(name)}), frozenset(kind for one in identifiers if (kind := _kind(one))))


def slug_of(product: Named, candidates: Iterable[Known]) -> str:
    """Return the slug of the product that is meant, or nothing; identifiers decide, and names only where none is given."""
    identifiers = {kind for key in ("purl", "cpe") if (kind := _kind(product.helper.get(key, "")))}
    names = _names(product)
    for one in candidates:
        if identifiers & one.identifiers:
            return one.slug
    return next((one.slug for one in candidates if names & one.names), "")


def version_of(product: Named) -> str:
    """Return the version or the range of versions that is meant, as it is written; nothing when none is."""
    if named := product.of("product_version", "product_version_range"):
        return named
    if version := _version(product.helper):
        return version
    name = product.of("product_name")
    return product.name.rpartition(name)[2].strip() if name and name in product.name else ""


def _names(product: Named) -> set[str]:
    """Return what it may be called: with and without its maker and its version."""
    name, vendor, version = product.of("product_name"), product.of("vendor"), product.of("product_version", "product_version_range")
    whole = product.name.removesuffix(version).strip() if version else product.name
    return {searchable(one) for one in (name, f"{vendor} {name}", whole, whole.removeprefix(vendor).strip()) if one.strip()}


def _kind(identifier: str) -> tuple[str, ...]:
    """Return what an identifier says of the product, whatever the version."""
    if purl := _purl(identifier):
        return ("purl", str(purl.type), str(purl.namespace or ""), str(purl.name))
    parts = _cpe(identifier)
    return ("cpe", *parts[:_CPE_PARTS]) if len(parts) >= _CPE_PARTS else ()


def _version(helper: dict[str, Any]) -> str:
    if purl := _purl(helper.get("purl", "")):
        return str(purl.version or "")
    parts = _cpe(helper.get("cpe", ""))
    version = parts[_CPE_VERSION] if len(parts) > _CPE_VERSION else ""
    return "" if version in _ANY else version.replace("\\", "")


def _purl(identifier: str) -> PackageURL | None:
    """Return a package URL, or nothing where it is none."""
    try:
        return PackageURL.from_string(identifier)
    except ValueError:
        return None


def _cpe(text: str) -> list[str]:
    """Return the parts of a CPE after its prefix: part, vendor, product, version."""
    for prefix in ("cpe:2.3:", "cpe:/"):
        if text.startswith(prefix):
            return [part.lower() for part in _CPE.split(text.removeprefix(prefix))]
    return []
