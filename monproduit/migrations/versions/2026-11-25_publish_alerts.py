"""Publish alerts."""

import sqlalchemy as sa
from alembic import op

revision = "20261127c"
down_revision = "20261127f"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("alert", "withdrawn BOOLEAN NOT NULL DEFAULT false"),
    ("alert", "version INTEGER NOT NULL DEFAULT 1"),
    ("alert", "revision VARCHAR"),
    ("alert_product", "affected JSON NOT NULL DEFAULT '[]'"),
    ("alert_product", "fixed JSON NOT NULL DEFAULT '[]'"),
    ("product", "identifiers JSON NOT NULL DEFAULT '[]'"),
)
_MOMENTS = (("alert", "edited_at"), ("release", "updated_at"))


def upgrade() -> None:
    """Go one step forward."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    moment = "TIMESTAMP WITH TIME ZONE" if is_postgresql else "DATETIME"
    for table, column in (*_COLUMNS, *((table, f"{name} {moment}") for table, name in _MOMENTS)):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.execute("UPDATE release SET updated_at = CURRENT_TIMESTAMP")
    op.create_table(
        "alert_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.CheckConstraint("action IN ('published', 'scheduled', 'edited', 'withdrawn', 'restored')", name="action_is_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_alert_event_alert", "alert_event", ["alert"])
    if is_postgresql:
        op.execute("CREATE TRIGGER alert_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_event EXECUTE FUNCTION refuse_audit_change()")
        return
    for deed in ("UPDATE", "DELETE"):
        refusal = "SELECT RAISE(ABORT, 'the audit is append-only')"
        op.execute(f"CREATE TRIGGER alert_event_no_{deed.lower()} BEFORE {deed} ON alert_event BEGIN {refusal}; END")


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("alert_event")
    for table, column in (*_COLUMNS, *_MOMENTS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
