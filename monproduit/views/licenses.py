"""Support and licenses of a product."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SupportStatus:
    """The cell *État du support*: the most urgent contract.

    Attributes:
        status: in_force, expiring, expired, upcoming or none.
        label: the words for it, with the days.
        plan: the support plan, or empty.
        until: the date that the words mean, or empty.
        share: how many of the licenses it is about ("2 sur 5"), or empty when all of one.
    """

    status: str
    label: str
    plan: str = ""
    until: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class LicenseStatus:
    """The cell *État de la licence*: the one most useful thing to do or know.

    Attributes:
        action: suspended, renew, requested, portal, trial, number, count or none.
        label: the words for it; for `number` the license number itself.
        detail: a second line, or empty.
        url: the external license portal, or empty.
        total: how many licenses the cell opens to.
        renew: the number of the one license whose renewal the person may ask for, or empty.
    """

    action: str
    label: str
    detail: str = ""
    url: str = ""
    total: int = 0
    renew: str = ""


@dataclass(frozen=True, slots=True)
class SupportLine:
    """The contract behind one license, among the details of the support cell."""

    number: str
    status: str
    label: str
    plan: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class LicenseAction:
    """Something that the person may do with a license; `url` leads to the external portal, or is empty."""

    kind: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class LicenseLine:
    """One license among the details."""

    number: str
    edition: str
    quantity: str
    standing: str
    standing_label: str
    renewal: str
    group: str
    role: str
    actions: list[LicenseAction] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LicenseUserLine:
    """A member to whom a license is assigned, or an e-mail address that was invited to it."""

    id: int
    name: str
    email: str
    since: str
    is_invited: bool = False


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term of the maintenance contract."""

    key: str
    since: str
    until: str
    plan: str


@dataclass(frozen=True, slots=True)
class RenewalForm:
    """The form of a renewal, filled in; the date is ISO 8601, for the browser's own field."""

    quantity: int = 1
    until: str = ""
    earliest: str = ""


@dataclass(frozen=True, slots=True)
class ReminderStep:
    """A moment before the end at which administrators can be reminded; `name` is that of its box."""

    name: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LicensePage:
    """One license, with what the person may do.

    Attributes:
        renewal: who asked for the renewal and when, or empty.
        deeds: the actions in the order of the menu, with their names.
        users: those to whom it is assigned; for administrators.
        seats: how many of how many are assigned, or that there is no limit.
        others: how many licenses of the product can go into one file with it.
        reminders: when the administrators are reminded of its end; for administrators.
    """

    number: str
    product: str
    slug: str
    edition: str
    quantity: str
    kind: str
    standing: str
    standing_label: str
    support: SupportStatus
    since: str
    until: str
    group: str
    group_id: int
    role: str
    renewal: str
    deeds: list[LicenseAction]
    form: RenewalForm
    seats: str
    others: int
    users: list[LicenseUserLine] = field(default_factory=list)
    terms: list[TermLine] = field(default_factory=list)
    reminders: list[ReminderStep] = field(default_factory=list)
