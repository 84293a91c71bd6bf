"""Keep what is to be sent until it has left."""

import sqlalchemy as sa
from alembic import op

revision = "20261127a"
down_revision = "20261126"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_IS_OPEN = sa.text("done_at IS NULL AND failed_at IS NULL")


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


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("outbox_message")
