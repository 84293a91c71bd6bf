"""Administer licenses and groups."""

import sqlalchemy as sa
from alembic import op

revision = '20261125'
down_revision = '20261124'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table('audit_event',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.BigInteger(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('action', sa.String(length=30), nullable=False),
    sa.Column('group_id', sa.BigInteger(), nullable=True),
    sa.Column('license', sa.String(), nullable=False),
    sa.Column('detail', sa.String(), nullable=False),
    sa.CheckConstraint("action IN ('license_registered', 'key_revealed', 'key_copied', 'file_downloaded', 'license_user_assigned', 'license_user_removed', 'renewal_requested', 'access_requested', 'access_granted', 'access_refused', 'group_created', 'group_renamed', 'policy_changed', 'member_invited', 'invitation_revoked', 'member_joined', 'roles_changed', 'member_removed', 'member_left', 'audit_exported')", name='action_is_known'),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.create_index('ix_audit_event_group', ['group_id', 'id'], unique=False)

    op.create_table('calendar_address',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('group_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['user_group.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['person.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('digest')
    )
    with op.batch_alter_table('calendar_address', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_address_user_id'), ['user_id'], unique=False)

    op.create_table('invitation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('group_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('license_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('invited_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("role IN ('administrator', 'license_user', 'support_user')", name='role_is_known'),
    sa.ForeignKeyConstraint(['group_id'], ['user_group.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['invited_by_id'], ['person.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['license_id'], ['license.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('digest')
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index('ix_invitation_open', ['group_id', 'email'], unique=True, postgresql_where=sa.text('accepted_at IS NULL AND revoked_at IS NULL'), sqlite_where=sa.text('accepted_at IS NULL AND revoked_at IS NULL'))

    op.create_table('license_key',
    sa.Column('license_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ciphertext', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['license_id'], ['license.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('license_id')
    )
    op.create_table('license_user',
    sa.Column('license_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('assigned_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['license_id'], ['license.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['person.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('license_id', 'user_id')
    )
    with op.batch_alter_table('license_user', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_license_user_user_id'), ['user_id'], unique=False)

    op.create_table('maintenance_term',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('license_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('support_plan', sa.String(), nullable=True),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['license_id'], ['license.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('license_id', 'ends_on')
    )
    op.create_table('renewal_request',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('license_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('requested_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('wanted_until', sa.Date(), nullable=True),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('quantity > 0', name='quantity_is_positive'),
    sa.ForeignKeyConstraint(['license_id'], ['license.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['requested_by_id'], ['person.id'], ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('renewal_request', schema=None) as batch_op:
        batch_op.create_index('ix_renewal_request_open', ['license_id'], unique=True, postgresql_where=sa.text('closed_at IS NULL'), sqlite_where=sa.text('closed_at IS NULL'))

    for table, column in (
        ("access_request", "answer VARCHAR(20) NOT NULL DEFAULT 'pending' CHECK (answer IN ('pending', 'granted', 'refused'))"),
        ("access_request", "answered_at " + ("TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME")),
        ("access_request", "is_dismissed BOOLEAN NOT NULL DEFAULT false"),
        ("license", "user_limit INTEGER"),
        ("person", "phone VARCHAR NOT NULL DEFAULT ''"),
        ("product", "merges_keys BOOLEAN NOT NULL DEFAULT false"),
        ("user_group", "join_policy VARCHAR(20) CHECK (join_policy IN ('domain', 'approval', 'closed'))"),
    ):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.drop_index("ix_license_product_id", "license")  # it tempts SQLite to read all licenses of a product instead of those of a group
    _forbid_changes_of_the_audit()


def _forbid_changes_of_the_audit() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            refusal = "SELECT RAISE(ABORT, 'the audit is append-only')"
            op.execute(f"CREATE TRIGGER audit_event_no_{deed.lower()} BEFORE {deed} ON audit_event BEGIN {refusal}; END")
        return
    refusal = "BEGIN RAISE EXCEPTION 'the audit is append-only'; END"
    op.execute(f"CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ {refusal} $$")
    op.execute("CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event EXECUTE FUNCTION refuse_audit_change()")


def downgrade() -> None:
    """Go one step back."""
    op.create_index("ix_license_product_id", "license", ["product_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_event_append_only ON audit_event")
        op.execute("DROP FUNCTION refuse_audit_change()")
    for table in ("renewal_request", "maintenance_term", "license_user", "license_key", "invitation", "calendar_address", "audit_event"):
        op.drop_table(table)
    for table, column in (
        ("user_group", "join_policy"),
        ("product", "merges_keys"),
        ("person", "phone"),
        ("license", "user_limit"),
        ("access_request", "is_dismissed"),
        ("access_request", "answered_at"),
        ("access_request", "answer"),
    ):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
