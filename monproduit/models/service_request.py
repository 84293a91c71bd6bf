"""Cases opened with support, what was said in them, and the files that go with it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from monproduit.core.enums import OPEN_STATUSES, RequestEntry, RequestStatus
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of, refers

_IS_OPEN = text(f"status IN ({', '.join(repr(str(status)) for status in OPEN_STATUSES)})")


class ServiceRequest(Table, table=True):
    """A case that a person opened about a product.

    `serial` is N of a number SR-N: the next one continues from the highest. `group_id` is the group whose license it was
    opened for, whose members may see it by the group's setting. `form_key` names the form that it came from, once.
    `waiting_since` is when the customer last asked and was not answered yet, `ended_at` when it was resolved or closed.
    """

    __table_args__ = (
        one_of("status", RequestStatus),
        CheckConstraint("severity BETWEEN 1 AND 4", name="severity_is_known"),
        Index("ix_service_request_open", "created_by_id", "product_id", postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN),
        Index("ix_service_request_person", "created_by_id", "product_id", "status"),
        Index("ix_service_request_group", "group_id", "updated_at"),
        Index("ix_service_request_form", "created_by_id", "form_key", unique=True),
    )

    id: int = Field(default=None, sa_column=key())
    number: str = Field(unique=True)
    serial: int | None = Field(default=None, sa_type=BigInteger, index=True)
    product_id: int = Field(sa_column=refers("product.id", on_delete="RESTRICT"))
    license_id: int | None = Field(default=None, sa_column=refers("license.id", on_delete="SET NULL", nullable=True))
    group_id: int | None = Field(default=None, sa_column=refers("user_group.id", on_delete="SET NULL", nullable=True))
    created_by_id: int = Field(sa_column=refers("person.id", on_delete="RESTRICT"))
    assigned_to_id: int | None = Field(default=None, sa_column=refers("person.id", on_delete="SET NULL", nullable=True))
    form_key: str | None = None
    title: str
    version: str = ""
    severity: int
    status: str = Field(sa_column=choice())
    created_at: datetime = Field(sa_column=moment())
    updated_at: datetime = Field(sa_column=moment())
    waiting_since: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))


class ServiceRequestEntry(Table, table=True):
    """One line of a request's history: a message, a note of the staff's, a status, or who is in charge.

    `key` names it for ever, and lets a message that is sent twice be there once. Of a status, `body` is the status.
    """

    __table_args__ = (one_of("kind", RequestEntry), Index("ix_service_request_entry_request", "request_id", "at", "id"))

    id: int = Field(default=None, sa_column=key())
    key: str = Field(unique=True)
    request_id: int = Field(sa_column=refers("service_request.id"))
    kind: str = Field(sa_column=choice())
    author_id: int | None = Field(default=None, sa_column=refers("person.id", on_delete="RESTRICT", nullable=True))
    by_staff: bool = False
    body: str = ""
    at: datetime = Field(sa_column=moment())


class Attachment(Table, table=True):
    """A file that somebody sent; without an entry it waits for its form to be sent, and is tidied away when that never comes.

    `key` stands in its address, `stored` is its name in the folder of files: both say nothing about the file.
    """

    __table_args__ = (UniqueConstraint("stored"), Index("ix_attachment_waiting", "user_id", "form_key"))

    id: int = Field(default=None, sa_column=key())
    key: str = Field(unique=True)
    stored: str
    user_id: int = Field(sa_column=refers("person.id", on_delete="RESTRICT"))
    form_key: str
    entry_id: int | None = Field(default=None, sa_column=refers("service_request_entry.id", nullable=True, index=True))
    name: str
    kind: str
    size: int = Field(sa_type=BigInteger)
    sha256: str
    created_at: datetime = Field(sa_column=moment())
