"""Note the mails that came back, and the addresses that get no more of them."""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "20261127i"
down_revision = "20261127h"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_NEW = ("is_suspended", "digest", "bounced_at", "bounce_status", "bounce_words")


def upgrade() -> None:
    """Go one step forward."""
    op.add_column("outbox_message", sa.Column("is_suspended", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("outbox_message", sa.Column("digest", sa.String(), nullable=True))
    op.add_column("outbox_message", sa.Column("bounced_at", _MOMENT, nullable=True))
    op.add_column("outbox_message", sa.Column("bounce_status", sa.String(12), nullable=False, server_default=""))
    op.add_column("outbox_message", sa.Column("bounce_words", sa.Text(), nullable=False, server_default=""))
    _name_what_was_sent()
    op.create_index("ix_outbox_message_digest", "outbox_message", ["digest"], unique=True)
    op.create_table(
        "suspended_address",
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("lifted_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("email"),
    )


def _name_what_was_sent() -> None:
    """Keep the Message-ID of what has left: until now it was made of the key."""
    table = sa.table("outbox_message", sa.column("id"), sa.column("key"), sa.column("digest"))
    connection = op.get_bind()
    digests = [{"row": row, "made": sha256(key.encode()).hexdigest()[:32]} for row, key in connection.execute(sa.select(table.c.id, table.c.key))]
    if digests:
        connection.execute(table.update().where(table.c.id == sa.bindparam("row")).values(digest=sa.bindparam("made")), digests)


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("suspended_address")
    op.drop_index("ix_outbox_message_digest", "outbox_message")
    for column in _NEW:
        op.drop_column("outbox_message", column)
