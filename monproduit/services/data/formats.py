"""The one data format: what import, export and REST read and write, one JSON object per thing."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, TypeAdapter, model_validator

from monproduit.core.enums import (
    AlertKind,
    AlertSeverity,
    LicenseStanding,
    LicenseType,
    MailFrequency,
    RequestEntry,
    RequestSharing,
    RequestStatus,
    Role,
)
from monproduit.services.data.knowledge_formats import ArticleLine, DocumentLine, VideoLine
from monproduit.services.data.thing import Day, DayOrFact, Email, Identifier, Moment, Number, Slug, Source, Text, Thing, Version, Web, Zone


class ProductLine(Thing):
    """Something the vendor sells; key: slug. `identifiers` are its CPEs and package URLs, by which advisories name it."""

    type: Literal["product"]
    slug: Slug
    name: Text
    family: str = Field(default="", max_length=300)
    license_portal_url: Web | None = None
    merges_keys: bool = False
    forum_url: Web | None = None
    identifiers: list[Identifier] = Field(default_factory=list, max_length=100)


class ReleaseLine(Thing):
    """A version with its life-cycle dates (a date, unknown, or only the fact) and its notes in Markdown; key: product, version."""

    type: Literal["release"]
    product: Slug
    version: Annotated[str, Field(min_length=1, max_length=100)]
    released_on: Day | None = None
    notes: str | None = Field(default=None, min_length=1, max_length=100_000)
    full_support_until: DayOrFact = None
    limited_support_until: DayOrFact = None
    end_of_support_on: DayOrFact = None


class ReleaseFileLine(Thing):
    """A file of a version; key: product, version, name."""

    type: Literal["release_file"]
    product: Slug
    version: Annotated[str, Field(min_length=1, max_length=100)]
    name: Text
    size: int | None = Field(default=None, ge=0, lt=2**63)
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    file_date: Day | None = None
    source: Source | None = None


class UserLine(Thing):
    """A person; key: email. What a line does not say stays as the person chose it in their profile."""

    type: Literal["user"]
    email: Email
    name: str = Field(default="", max_length=300)
    phone: str | None = Field(default=None, max_length=200)
    locale: Literal["fr", "en"] | None = None
    time_zone: Zone | None = None
    mail_frequency: MailFrequency | None = None
    wants_answers: bool | None = None
    staff: bool = False


class GroupLine(Thing):
    """A user group; key: key."""

    type: Literal["group"]
    key: Slug
    name: Text
    domain: str | None = Field(default=None, max_length=253)
    request_sharing: RequestSharing | None = None


class MembershipLine(Thing):
    """One role of one person in one group; key: all of it."""

    type: Literal["membership"]
    group: Slug
    user: Email
    role: Role


class LicenseLine(Thing):
    """A purchased license; key: number.

    Without a group it waits to be registered, or stays in the group that registered it. `key` unlocks the software: it is
    kept encrypted, stays as it was where a line has none, and is not exported unless asked for.
    """

    type: Literal["license"]
    number: Number
    product: Slug
    edition: str = Field(default="", max_length=300)
    license_type: LicenseType = LicenseType.PERPETUAL
    standing: LicenseStanding = LicenseStanding.ACTIVE
    quantity: int = Field(default=1, ge=0, lt=2**31)
    support_plan: str | None = Field(default=None, max_length=100)
    maintenance_from: Day | None = None
    renewal_date: Day | None = None
    user_limit: int | None = Field(default=None, ge=0, lt=2**31)
    key: str | None = Field(default=None, min_length=1, max_length=10_000)
    group: Slug | None = None


class Versions(Thing):
    """The versions of a product that an alert concerns, and those that mend it."""

    affected: list[Version] = Field(default_factory=list, max_length=500)
    fixed: list[Version] = Field(default_factory=list, max_length=100)


class AlertLine(Thing):
    """A notification about products; key: key.

    `versions` says more about some of the products, and stays as it was where a line has none; so do `withdrawn` and
    `revision`, which is that of the document of which the alert was made.
    """

    type: Literal["alert"]
    key: Slug
    products: list[Slug] = Field(min_length=1, max_length=2000)
    kind: AlertKind
    important: bool = False
    severity: AlertSeverity | None = None
    title: Text
    body: str = Field(default="", max_length=100_000)
    url: Web | None = None
    published_at: Moment
    versions: dict[Slug, Versions] | None = None
    withdrawn: bool | None = None
    revision: str | None = Field(default=None, max_length=100)

    @model_validator(mode="after")
    def _knows_its_products(self) -> Self:
        if foreign := sorted(set(self.versions or {}) - set(self.products)):
            raise ValueError(f"versions of {foreign[0]!r}, which is not among the products")
        return self


class ServiceRequestLine(Thing):
    """A case opened with support; key: number."""

    type: Literal["service_request"]
    number: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+$", max_length=100)]
    product: Slug
    license: Number | None = None
    created_by: Email
    title: Text
    severity: int = Field(ge=1, le=4)
    status: RequestStatus
    version: str | None = Field(default=None, max_length=100)
    assigned_to: Email | None = None
    created_at: Moment
    updated_at: Moment


class ServiceRequestMessageLine(Thing):
    """One entry of a request's history, of a status its name; key: key. Files that were sent are not part of the format."""

    type: Literal["service_request_message"]
    key: Annotated[str, Field(min_length=1, max_length=200)]
    request: Annotated[str, Field(max_length=100)]
    kind: RequestEntry = RequestEntry.MESSAGE
    author: Email | None = None
    by_staff: bool = False
    body: str = Field(default="", max_length=15_000)
    at: Moment


class DownloadLine(Thing):
    """One person fetched one file; key: key."""

    type: Literal["download"]
    key: Annotated[str, Field(min_length=1, max_length=200)]
    user: Email
    product: Slug
    version: Annotated[str, Field(min_length=1, max_length=100)]
    file: Text
    downloaded_at: Moment


Line = (
    ProductLine
    | ReleaseLine
    | ReleaseFileLine
    | UserLine
    | GroupLine
    | MembershipLine
    | LicenseLine
    | AlertLine
    | ServiceRequestLine
    | ServiceRequestMessageLine
    | DownloadLine
    | ArticleLine
    | DocumentLine
    | VideoLine
)
LINES: dict[str, type[Thing]] = {get_args(line.model_fields["type"].annotation)[0]: line for line in get_args(Line)}
"""The types of the format, each after those that it refers to."""
KEYS: dict[str, tuple[str, ...]] = {
    "product": ("slug",),
    "release": ("product", "version"),
    "release_file": ("product", "version", "name"),
    "user": ("email",),
    "group": ("key",),
    "membership": ("group", "user", "role"),
    "license": ("number",),
    "alert": ("key",),
    "service_request": ("number",),
    "service_request_message": ("key",),
    "download": ("key",),
    "article": ("key", "language"),
    "document": ("key",),
    "video": ("key",),
}
"""The fields that name a thing of each type."""
ANY_LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="type")])
