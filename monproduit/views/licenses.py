"""Support and licenses of a product."""

from dataclasses import dataclass


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
        action: suspended, renew, portal, trial, number, count or none.
        label: the words for it; for `number` the license number itself.
        detail: a second line, or empty.
        url: the external license portal, or empty.
        total: how many licenses the cell opens to.
    """

    action: str
    label: str
    detail: str = ""
    url: str = ""
    total: int = 0


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
