"""The page of all files to download."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SoftwareFile:
    """One file; without an address it cannot be had now, and `absence` says why."""

    name: str
    size: str
    date: str
    sha256: str
    address: str
    is_outside: bool
    absence: str


@dataclass(frozen=True, slots=True)
class SoftwareVersion:
    """One version with its files.

    Attributes:
        id: a name for it on the page.
        is_latest: whether it is the latest that the person's licenses cover.
        reason: why it is not covered, or empty.
        support: the state of its life cycle in words, and `support_status` as a badge has it.
        is_mine: whether it is the one that the person downloaded last.
    """

    id: int
    version: str
    released: str
    is_latest: bool
    is_mine: bool
    reason: str
    support: str
    support_status: str
    has_notes: bool
    files: list[SoftwareFile] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SoftwareProduct:
    """The versions of one product, the newest first.

    Attributes:
        status: covered, expired, none, role, suspended or no_contract.
        says: what the licenses give, or why nothing and what to do.
        older: what leads to all versions, where only the first are here; or empty.
    """

    slug: str
    name: str
    family: str
    initials: str
    hue: int
    status: str
    says: str
    versions: list[SoftwareVersion] = field(default_factory=list)
    older: str = ""


@dataclass(frozen=True, slots=True)
class Software:
    """What a search found, how many files in words, and how many more versions there are; `silent` says which products have no files."""

    products: list[SoftwareProduct] = field(default_factory=list)
    label: str = ""
    silent: str = ""
    more: int = 0
    more_label: str = ""


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What a dropped file is.

    Attributes:
        kind: known, differs or unknown.
    """

    kind: str
    title: str
    text: str
