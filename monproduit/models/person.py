"""People, and the groups in which they share licenses."""

from datetime import datetime

from sqlalchemy import Boolean, Column, Index, UniqueConstraint, true
from sqlmodel import Field

from monproduit.core import clock
from monproduit.core.enums import JoinPolicy, MailFrequency, RequestSharing, Role
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of, refers


class Person(Table, table=True):
    """A person; known to the identity provider once `subject` is set."""

    __table_args__ = (UniqueConstraint("issuer", "subject"), one_of("mail_frequency", MailFrequency))

    id: int = Field(default=None, sa_column=key())
    email: str = Field(unique=True)
    name: str = ""
    phone: str = ""
    locale: str | None = None
    time_zone: str = "Europe/Paris"
    staff: bool = False
    issuer: str | None = None
    subject: str | None = None
    mail_frequency: str = Field(default=MailFrequency.INSTANT, sa_column=choice(default=MailFrequency.INSTANT))
    wants_answers: bool = Field(default=True, sa_column=Column(Boolean, nullable=False, server_default=true()))


class UserGroup(Table, table=True):
    """The people of one customer who share licenses; without a join policy of its own, the portal's holds."""

    __table_args__ = (one_of("join_policy", JoinPolicy), one_of("request_sharing", RequestSharing))

    id: int = Field(default=None, sa_column=key())
    key: str = Field(unique=True)
    name: str
    domain: str | None = None
    join_policy: str | None = Field(default=None, sa_column=choice(nullable=True))
    request_sharing: str = Field(default=RequestSharing.ADMINISTRATORS, sa_column=choice(default=RequestSharing.ADMINISTRATORS))
    created_at: datetime = Field(default_factory=clock.now, sa_column=moment(default=clock.now))


class Membership(Table, table=True):
    """One role of one person in one group."""

    __table_args__ = (one_of("role", Role), Index("ix_membership_person", "user_id", "group_id"))

    group_id: int = Field(sa_column=refers("user_group.id", primary_key=True))
    user_id: int = Field(sa_column=refers("person.id", primary_key=True))
    role: str = Field(sa_column=choice(primary_key=True))
