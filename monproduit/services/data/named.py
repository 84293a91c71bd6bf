"""Find things of the data format by their keys."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.errors import PortalError
from monproduit.core.numbers import canonical
from monproduit.models import License, Membership, Person, Product, Release, ReleaseFile, UserGroup
from monproduit.services.data.exporting import some
from monproduit.services.data.formats import KEYS, Thing
from monproduit.services.data.kinds import KINDS

Key = Mapping[str, str]
Name = tuple[str, ...]
"""The values of a key, each in its one spelling, in the order of the address."""
_COLUMNS: dict[str, tuple[Any, ...]] = {
    "release": (Product.slug, Release.version),
    "release_file": (Product.slug, Release.version, ReleaseFile.name),
    "membership": (UserGroup.key, Person.email, Membership.role),
    "license": (License.canonical_number,),
}
"""Where the fields of a key are, unless they are columns of the type's own table."""


async def one(session: AsyncSession, kind: str, key: Key) -> tuple[Any, Thing]:
    """Return a thing's row, and the thing.

    Raises:
        PortalError: `no_such_thing`.
    """
    found = await several(session, kind, [key])
    if not found:
        raise PortalError("no_such_thing", kind=kind.replace("_", " "), name=" ".join(key.values()))
    return found[name_of(kind, key)]


async def several(session: AsyncSession, kind: str, keys: Sequence[Key]) -> dict[Name, tuple[Any, Thing]]:
    """Return those of these things that there are, each with its row, by their names."""
    names = [name for name in (name_of(kind, key) for key in keys) if "\0" not in "".join(name)]
    if not names:
        return {}
    found = await some(session, kind, or_(*(_is(kind, name) for name in names)), len(names))
    return {name_of(kind, {field: str(getattr(thing, field)) for field in KEYS[kind]}): (row, thing) for row, thing in found}


def name_of(kind: str, key: Key) -> Name:
    """Return what names a thing, however its key is spelled."""
    return tuple(plain(kind, field, key[field]) for field in KEYS[kind])


def plain(kind: str, field: str, value: str) -> str:
    """Return the one spelling of a part of a key that has several."""
    if kind == "license":
        return canonical(value)
    return value.lower() if field in {"email", "user"} else value


def _is(kind: str, name: Name) -> ColumnElement[bool]:
    columns = _COLUMNS.get(kind) or [getattr(KINDS[kind].table, field) for field in KEYS[kind]]
    return and_(*(col(column) == value for column, value in zip(columns, name, strict=True)))
