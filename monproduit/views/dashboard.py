"""The rows of *Mes produits*."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductRow:
    """The name cell of one registered product.

    Attributes:
        hue: which of the six colours its initials stand on, 0 to 5.
        has_license: whether a license of it is registered; if not, the row offers to enter a number.
    """

    slug: str
    name: str
    family: str
    initials: str
    hue: int
    has_license: bool
