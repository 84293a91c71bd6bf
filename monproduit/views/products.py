"""What the dialog *Ajouter un produit* shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LicensePreview:
    """What a license number stands for, before it is registered.

    Attributes:
        outcome: what confirming does: create (a new group), join (the group at once) or ask (its administrators).
        outcome_label: the same in words.
    """

    number: str
    product: str
    edition: str
    quantity: str
    renewal: str
    outcome: str
    outcome_label: str


@dataclass(frozen=True, slots=True)
class ProductOption:
    """A product to choose from the list."""

    slug: str
    name: str
    family: str
    is_registered: bool


@dataclass(frozen=True, slots=True)
class ProductOptions:
    """What a search in the catalogue found, and how many in words."""

    options: list[ProductOption] = field(default_factory=list)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What the dialog did, in words; the slug is empty when nothing came onto the account yet."""

    slug: str
    message: str


@dataclass(frozen=True, slots=True)
class NumberVerdict:
    """What would become of one of several numbers.

    Attributes:
        status: in_force (can be added), expiring (must be asked for), none (is there already) or expired (cannot).
    """

    number: str
    status: str
    label: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class NumberVerdicts:
    """What would become of several numbers, and of how many in words."""

    lines: list[NumberVerdict] = field(default_factory=list)
    ready: int = 0
    label: str = ""
