"""Keep what is to be sent until it has left, and what was mailed to whom."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "20261127a"
down_revision = "20261126"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_IS_OPEN = sa.text("done_at IS NULL AND failed_at IS NULL")

_WAITS = sa.text("carried_by IS NULL")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "outbox_message",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("give_up_at", _MOMENT, nullable=False),
        sa.Column("lease_until", _MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unsure", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("done_at", _MOMENT, nullable=True),
        sa.Column("failed_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_outbox_message_open", "outbox_message", ["topic", "due_at"], postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN)
    op.create_index("ix_outbox_message_recipient", "outbox_message", ["recipient"])
    op.create_index("ix_outbox_message_created_at", "outbox_message", ["created_at"])
    op.execute(
        "ALTER TABLE person ADD COLUMN mail_frequency VARCHAR(20) NOT NULL DEFAULT 'instant' "
        "CONSTRAINT mail_frequency_is_known CHECK (mail_frequency IN ('instant', 'daily', 'weekly'))"
    )
    op.create_index("ix_license_renewal_date", "license", ["renewal_date"])
    _create_records()


def _create_records() -> None:
    alert, person, license_ = (_refers(f"{table}.id") for table in ("alert", "person", "license"))
    op.create_table("alert_mailing", _id("alert_id"), sa.Column("at", _MOMENT, nullable=False), alert("alert_id"), sa.PrimaryKeyConstraint("alert_id"))
    op.create_table(
        "alert_notice",
        _id("alert_id"),
        _id("user_id"),
        sa.Column("noted_at", _MOMENT, nullable=False),
        sa.Column("carried_by", sa.String(), nullable=True),
        alert("alert_id"),
        person("user_id"),
        sa.PrimaryKeyConstraint("alert_id", "user_id"),
    )
    op.create_index("ix_alert_notice_user_id", "alert_notice", ["user_id"])
    op.create_index("ix_alert_notice_waiting", "alert_notice", ["user_id"], postgresql_where=_WAITS, sqlite_where=_WAITS)
    op.create_table(
        "reminder_choice", _id("license_id"), sa.Column("days", sa.String(), nullable=False), license_("license_id"), sa.PrimaryKeyConstraint("license_id")
    )
    op.create_table(
        "reminder_sent",
        _id("license_id"),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        _id("user_id"),
        sa.Column("at", _MOMENT, nullable=False),
        license_("license_id"),
        person("user_id"),
        sa.PrimaryKeyConstraint("license_id", "ends_on", "days", "user_id"),
    )
    op.create_index("ix_reminder_sent_user_id", "reminder_sent", ["user_id"])
    op.create_table("turn", sa.Column("name", sa.String(), nullable=False), sa.Column("next_at", _MOMENT, nullable=False), sa.PrimaryKeyConstraint("name"))


def _id(name: str) -> sa.Column[int]:
    return sa.Column(name, _BIG, nullable=False)


def _refers(to: str) -> Callable[[str], sa.ForeignKeyConstraint]:
    return lambda name: sa.ForeignKeyConstraint([name], [to], ondelete="CASCADE")


def downgrade() -> None:
    """Go one step back."""
    for table in ("turn", "reminder_sent", "reminder_choice", "alert_notice", "alert_mailing"):
        op.drop_table(table)
    op.drop_index("ix_license_renewal_date", "license")
    op.execute("ALTER TABLE person DROP COLUMN mail_frequency")
    op.drop_table("outbox_message")
