"""Search alerts, and read them in feeds."""

import sqlalchemy as sa
from alembic import op

revision = "20261126"
down_revision = "20261125"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.execute("ALTER TABLE alert ADD COLUMN search_text TEXT NOT NULL DEFAULT ''")
    op.execute("UPDATE alert SET search_text = lower(title)")
    op.create_table(
        "feed_address",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_feed_address_user_id", "feed_address", ["user_id"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("feed_address")
    op.execute("ALTER TABLE alert DROP COLUMN search_text")
