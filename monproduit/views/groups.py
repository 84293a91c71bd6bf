"""User groups, their members, and what happened in them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One deed of the journal."""

    key: str
    at: str
    actor: str
    action: str
    license: str
    detail: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The latest deeds in a group, and how many more there are."""

    lines: list[AuditLine] = field(default_factory=list)
    more: int = 0
    more_label: str = ""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One of the person's groups, in the list of them."""

    id: int
    name: str
    role: str
    members: str
    licenses: str
    waiting: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member in the directory.

    Attributes:
        is_me: whether it is the person who looks.
        is_last_administrator: whether the group would be without one if this member went.
    """

    id: int
    name: str
    email: str
    phone: str
    initials: str
    role: str
    is_me: bool
    is_administrator: bool
    is_license_user: bool
    is_support_user: bool
    is_last_administrator: bool


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation that was not answered yet."""

    id: int
    name: str
    email: str
    role: str
    expires: str
    has_expired: bool


@dataclass(frozen=True, slots=True)
class AccessLine:
    """Somebody who asks to be let in."""

    id: int
    name: str
    email: str
    product: str
    number: str
    asked: str


@dataclass(frozen=True, slots=True)
class GroupPage:
    """All that a member sees of a group; invitations and requests are for administrators.

    Attributes:
        policy: the rule of who enters with a license number: domain, approval or closed.
        sharing: who sees the members' service requests: nobody, administrators or all.
    """

    id: int
    name: str
    policy: str
    sharing: str
    domain: str
    my_role: str
    is_administrator: bool
    can_leave: bool
    licenses: str
    members: list[MemberLine] = field(default_factory=list)
    invitations: list[InvitationLine] = field(default_factory=list)
    requests: list[AccessLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was just made: the only time that its link is shown.

    Attributes:
        mail: a `mailto:` address with the message written.
    """

    email: str
    link: str
    expires: str
    mail: str


@dataclass(frozen=True, slots=True)
class MatterLine:
    """Something between a person and the administrators of a group, shown above the products.

    Attributes:
        kind: waiting or refused (one's own request), asked (somebody's, for an administrator).
        group_id: the group to answer in, for `asked`.
    """

    id: int
    kind: str
    label: str
    group_id: int
