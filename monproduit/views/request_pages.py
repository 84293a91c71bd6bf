"""Service requests: their lists, their form, their conversation, and the staff's desk."""

from dataclasses import dataclass, field, replace

from monproduit.views.alerts import Choice
from monproduit.views.vendor import TelephoneLine


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file; its key stands in its address."""

    key: str
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request in a list.

    Attributes:
        creator: who opened it, or empty when it is the person who looks.
        waiting: since when an answer is owed, or empty; for the staff.
        assignee: who is in charge, or empty; for the staff.
    """

    number: str
    title: str
    product: str
    severity: str
    status: str
    status_label: str
    created: str
    updated: str
    creator: str = ""
    waiting: str = ""
    assignee: str = ""


@dataclass(frozen=True, slots=True)
class RequestList:
    """The requests that a search found, and how many more there are.

    Attributes:
        fresh: how many match that are not shown yet: a button brings them, so that no line jumps.
    """

    lines: list[RequestLine] = field(default_factory=list)
    label: str = ""
    more: int = 0
    more_label: str = ""
    fresh: int = 0
    fresh_label: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A member to turn to, or a number to call; `href` is a `mailto:` or `tel:` address."""

    name: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True)
class LicenseChoice:
    """A license that a request may be opened for."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class LicenseChoices:
    """The first licenses that a text finds, and how many there are."""

    options: list[LicenseChoice]
    label: str


@dataclass(frozen=True, slots=True)
class SeverityChoice:
    """A severity and how soon it is answered; severity 1 is for the telephone."""

    key: str
    label: str
    response: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may answer the question, with its address in the page's language."""

    title: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What the form of a new request knows.

    Attributes:
        licenses: all from which one may choose, or the first of many: then `many` says of how many.
        license: the number of the chosen one, which `license_label` describes.
        promise: the plan whose times are shown, given back when it is sent.
        contacts: whom to ask, where the person's role does not allow it.
    """

    product: str
    slug: str
    is_allowed: bool
    contacts: list[Contact] = field(default_factory=list)
    licenses: list[LicenseChoice] = field(default_factory=list)
    many: str = ""
    license: str = ""
    license_label: str = ""
    plan: str = ""
    status: str = "none"
    status_label: str = ""
    promise: str = ""
    versions: list[str] = field(default_factory=list)
    version: str = ""
    severities: list[SeverityChoice] = field(default_factory=list)
    telephones: list[TelephoneLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of the history.

    Attributes:
        kind: message, status, note or assignment.
        is_new: whether it came while the person looks.
    """

    key: str
    kind: str
    author: str
    initials: str
    by_staff: bool
    is_mine: bool
    body: str
    at: str
    status: str = ""
    is_new: bool = False
    files: list[AttachmentLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request, whole.

    Attributes:
        reopen: until when a closed request may be opened again, in words, or empty when it may not.
    """

    number: str
    title: str
    product: str
    slug: str
    license: str
    version: str
    severity: str
    status: str
    status_label: str
    creator: str
    created: str
    updated: str
    response: str
    may_answer: bool
    may_close: bool
    may_reopen: bool
    reopen: str
    entries: list[EntryLine] = field(default_factory=list)
    new_label: str = ""

    def without_entries(self) -> "RequestPage":
        """Return the same without its entries, which are sent one by one."""
        return replace(self, entries=[])


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One request as the staff sees it, with notes, and who may be in charge."""

    request: RequestPage
    email: str
    phone: str
    group: str
    plan: str
    assignee: str
    is_mine: bool
    staff: list[Choice] = field(default_factory=list)
    assignee_email: str = ""
    statuses: list[Choice] = field(default_factory=list)

    def without_entries(self) -> "DeskPage":
        """Return the same without the entries, which are sent one by one."""
        return replace(self, request=self.request.without_entries())
