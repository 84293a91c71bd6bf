"""Chat with support."""

import sqlalchemy as sa
from alembic import op

revision = "20261127e"
down_revision = "20261127g"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_IS_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "chat",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("customer_id", _ID, nullable=False),
        sa.Column("service_request_id", _ID, nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["service_request_id"], ["service_request.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chat_open", "chat", ["customer_id"], unique=True, postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN)
    op.create_index("ix_chat_customer", "chat", ["customer_id", "id"])
    op.create_index("ix_chat_service_request_id", "chat", ["service_request_id"])
    op.create_table(
        "chat_line",
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("author_id", _ID, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('text', 'joined', 'left', 'request', 'ended', 'timed_out')", name="kind_is_known"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "place"),
        sa.UniqueConstraint("author_id", "key"),
    )
    op.create_index("ix_chat_line_author", "chat_line", ["author_id", "at"])
    op.create_table(
        "chat_engineer",
        sa.Column("chat_id", _ID, nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("seen_place", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "user_id"),
    )
    op.create_index("ix_chat_engineer_person", "chat_engineer", ["user_id"])
    op.create_table(
        "chat_presence",
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_available", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id"),
    )


def downgrade() -> None:
    """Go one step back."""
    for table in ("chat_presence", "chat_engineer", "chat_line", "chat"):
        op.drop_table(table)
