"""The enumerations of the field, as they are stored."""

from enum import StrEnum


class LogForm(StrEnum):
    """How the log is written: for people on a terminal, or one JSON object a line."""

    TEXT = "text"
    JSON = "json"


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


class JoinPolicy(StrEnum):
    """Who enters a group whose license number they hold: colleagues at once, whoever an administrator lets in, or nobody."""

    DOMAIN = "domain"
    APPROVAL = "approval"
    CLOSED = "closed"


class Answer(StrEnum):
    """What became of something that was asked of an administrator."""

    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"


class MailFrequency(StrEnum):
    """How a person receives alerts by e-mail: each when it is published, or gathered each morning, or each Monday morning."""

    INSTANT = "instant"
    DAILY = "daily"
    WEEKLY = "weekly"


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


class AlertAction(StrEnum):
    """What staff does with an alert."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class RequestStatus(StrEnum):
    """Where a service request stands; all but the last two are open."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_VENDOR = "waiting_vendor"
    RESOLVED = "resolved"
    CLOSED = "closed"


OPEN_STATUSES = tuple(RequestStatus)[:4]


class RequestEntry(StrEnum):
    """What stands in the history of a service request; notes are the staff's own, and so is who is in charge."""

    MESSAGE = "message"
    STATUS = "status"
    NOTE = "note"
    ASSIGNMENT = "assignment"


FOR_CUSTOMERS = (RequestEntry.MESSAGE, RequestEntry.STATUS)


class RequestSharing(StrEnum):
    """Who in a group sees the service requests that colleagues opened about its licenses."""

    NOBODY = "nobody"
    ADMINISTRATORS = "administrators"
    ALL = "all"


class RegistrationSource(StrEnum):
    """Why a product is on a person's account."""

    LICENSE = "license"
    DOWNLOAD = "download"
    SERVICE_REQUEST = "service_request"
    GROUP = "group"
    MANUAL = "manual"


class AuditAction(StrEnum):
    """What the audit keeps."""

    LICENSE_REGISTERED = "license_registered"
    KEY_REVEALED = "key_revealed"
    KEY_COPIED = "key_copied"
    FILE_DOWNLOADED = "file_downloaded"
    LICENSE_USER_ASSIGNED = "license_user_assigned"
    LICENSE_USER_REMOVED = "license_user_removed"
    RENEWAL_REQUESTED = "renewal_requested"
    ACCESS_REQUESTED = "access_requested"
    ACCESS_GRANTED = "access_granted"
    ACCESS_REFUSED = "access_refused"
    GROUP_CREATED = "group_created"
    GROUP_RENAMED = "group_renamed"
    POLICY_CHANGED = "policy_changed"
    MEMBER_INVITED = "member_invited"
    INVITATION_REVOKED = "invitation_revoked"
    MEMBER_JOINED = "member_joined"
    ROLES_CHANGED = "roles_changed"
    MEMBER_REMOVED = "member_removed"
    MEMBER_LEFT = "member_left"
    AUDIT_EXPORTED = "audit_exported"


class ApiScope(StrEnum):
    """What a token of the REST door may do: read, write things one by one, or import them by the thousand."""

    READ = "read"
    WRITE = "write"
    IMPORT = "import"


class HookEvent(StrEnum):
    """What other systems may be told of."""

    LICENSE_EXPIRING = "license.expiring"
    RENEWAL_REQUESTED = "renewal.requested"
    ALERT_PUBLISHED = "alert.published"
    REQUEST_CREATED = "service_request.created"
    GROUP_JOINED = "group.joined"


class ChatEvent(StrEnum):
    """What a line of a chat is: words, or something that happened."""

    TEXT = "text"
    JOINED = "joined"
    LEFT = "left"
    REQUEST = "request"
    ENDED = "ended"
    TIMED_OUT = "timed_out"
