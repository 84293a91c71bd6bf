"""Converse in service requests."""

import re

import sqlalchemy as sa
from alembic import op

revision = "20261127d"
down_revision = "20261127a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    sharing = "request_sharing VARCHAR(20) NOT NULL DEFAULT 'administrators' CHECK (request_sharing IN ('nobody', 'administrators', 'all'))"
    op.execute(f"ALTER TABLE user_group ADD COLUMN {sharing}")
    with op.batch_alter_table("service_request") as batch:
        batch.add_column(sa.Column("serial", sa.BigInteger(), nullable=True))
        for column, table in (("group_id", "user_group"), ("assigned_to_id", "person")):
            batch.add_column(sa.Column(column, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
            batch.create_foreign_key(f"service_request_{column}_fkey", table, [column], ["id"], ondelete="SET NULL")
        batch.add_column(sa.Column("form_key", sa.String(), nullable=True))
        batch.add_column(sa.Column("version", sa.String(), nullable=False, server_default=""))
        for column in ("waiting_since", "ended_at"):
            batch.add_column(sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    _number_what_is_there()
    op.create_index("ix_service_request_serial", "service_request", ["serial"])
    op.create_index("ix_service_request_group", "service_request", ["group_id", "updated_at"])
    op.create_index("ix_service_request_form", "service_request", ["created_by_id", "form_key"], unique=True)
    op.create_table(
        "service_request_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('message', 'status', 'note', 'assignment')", name="kind_is_known"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["request_id"], ["service_request.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_service_request_entry_request", "service_request_entry", ["request_id", "at", "id"])
    op.create_table(
        "attachment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["service_request_entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("stored"),
    )
    op.create_index("ix_attachment_waiting", "attachment", ["user_id", "form_key"])
    op.create_index("ix_attachment_entry_id", "attachment", ["entry_id"])


def _number_what_is_there() -> None:
    """Let new numbers continue after those that were imported, whose group is their license's."""
    connection = op.get_bind()
    for id_, number in connection.execute(sa.text("SELECT id, number FROM service_request WHERE number LIKE 'SR-%'")).all():
        if found := re.fullmatch(r"SR-([1-9]\d{0,14})", number):
            connection.execute(sa.text("UPDATE service_request SET serial = :serial WHERE id = :id"), {"serial": int(found[1]), "id": id_})
    op.execute("UPDATE service_request SET group_id = (SELECT group_id FROM license WHERE license.id = license_id) WHERE license_id IS NOT NULL")


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("attachment")
    op.drop_table("service_request_entry")
    for index in ("form", "group", "serial"):
        op.drop_index(f"ix_service_request_{index}", "service_request")
    with op.batch_alter_table("service_request") as batch:
        for column in ("group_id", "assigned_to_id"):
            batch.drop_constraint(f"service_request_{column}_fkey", type_="foreignkey")
        for column in ("ended_at", "waiting_since", "version", "form_key", "assigned_to_id", "group_id", "serial"):
            batch.drop_column(column)
    op.execute("ALTER TABLE user_group DROP COLUMN request_sharing")
