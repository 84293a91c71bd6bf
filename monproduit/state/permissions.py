"""The table of permissions for the page that shows it: read when the page is made, the same for everybody."""

from dataclasses import dataclass, field

from monproduit.core.enums import Role
from monproduit.services.license_words import role_name
from monproduit.services.permissions import Deed, conditions, deed_name, may


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One deed, and which role allows it."""

    deed: str
    condition: str
    allowed: list[bool]


def _lines() -> list[RoleLine]:
    return [RoleLine(deed_name(deed), conditions(deed), [may([role], deed) for role in Role]) for deed in Deed]


@dataclass(frozen=True, slots=True)
class RoleTable:
    """All deeds by all roles, in the language in use."""

    roles: list[str] = field(default_factory=lambda: [role_name(role) for role in Role])
    lines: list[RoleLine] = field(default_factory=_lines)
