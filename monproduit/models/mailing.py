"""What was mailed to whom, so that nothing is mailed twice."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import moment, refers

_WAITS = text("carried_by IS NULL")


class AlertMailing(Table, table=True):
    """The people who wanted an alert by e-mail were found, once and for all."""

    alert_id: int = Field(sa_column=refers("alert.id", primary_key=True))
    at: datetime = Field(sa_column=moment())


class AlertNotice(Table, table=True):
    """An alert that one person receives by e-mail, in one message; without one yet, it waits for the next digest."""

    __table_args__ = (Index("ix_alert_notice_waiting", "user_id", postgresql_where=_WAITS, sqlite_where=_WAITS),)

    alert_id: int = Field(sa_column=refers("alert.id", primary_key=True))
    user_id: int = Field(sa_column=refers("person.id", primary_key=True, index=True))
    noted_at: datetime = Field(sa_column=moment())
    carried_by: str | None = None


class ReminderChoice(Table, table=True):
    """How many days before its end the administrators of a license are reminded, where they chose: `,90,30,`."""

    license_id: int = Field(sa_column=refers("license.id", primary_key=True))
    days: str


class ReminderSent(Table, table=True):
    """A reminder that was written: one for each license, end, step and person."""

    license_id: int = Field(sa_column=refers("license.id", primary_key=True))
    ends_on: date = Field(primary_key=True)
    days: int = Field(primary_key=True)
    user_id: int = Field(sa_column=refers("person.id", primary_key=True, index=True))
    at: datetime = Field(sa_column=moment())


class Turn(Table, table=True):
    """Work that comes round, and of which one process takes the turn; nobody else does before `next_at`."""

    name: str = Field(primary_key=True)
    next_at: datetime = Field(sa_column=moment())
