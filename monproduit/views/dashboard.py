"""The rows of *Mes produits*."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductRow:
    """The name cell of one registered product.

    Attributes:
        hue: which of the six colours its initials stand on, 0 to 5.
        has_license: whether a license of it is registered; if not, the row offers to enter a number.
        hidden: since when the row is out of sight, or empty.
    """

    slug: str
    name: str
    family: str
    initials: str
    hue: int
    has_license: bool
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class FilterLink:
    """One filter above the table.

    Attributes:
        key: what stands in the address, empty for all.
        is_current: whether it is the one in use.
    """

    key: str
    label: str
    count: str
    is_current: bool
