"""The enumerations of the field, as they are stored."""

from enum import StrEnum


class LicenseType(StrEnum):
    """How long a license gives the right to use."""

    PERPETUAL = "perpetual"
    SUBSCRIPTION = "subscription"
    TRIAL = "trial"
    TEMPORARY = "temporary"


class LicenseStanding(StrEnum):
    """What the vendor decided about a license."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Role(StrEnum):
    """What a member may do in a user group."""

    ADMINISTRATOR = "administrator"
    LICENSE_USER = "license_user"
    SUPPORT_USER = "support_user"


class AlertKind(StrEnum):
    """What an alert is about."""

    NEWS = "news"
    PRODUCT = "product"
    SECURITY = "security"
    LIFECYCLE = "lifecycle"


class AlertSeverity(StrEnum):
    """How bad the matter of a security alert is, in the words of CVSS."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class RequestStatus(StrEnum):
    """Where a service request stands; all but the last two are open."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_VENDOR = "waiting_vendor"
    RESOLVED = "resolved"
    CLOSED = "closed"


OPEN_STATUSES = tuple(RequestStatus)[:4]


class RegistrationSource(StrEnum):
    """Why a product is on a person's account."""

    LICENSE = "license"
    DOWNLOAD = "download"
    SERVICE_REQUEST = "service_request"
    GROUP = "group"
    MANUAL = "manual"
