"""Let people choose whether answers to their service requests are mailed."""

import sqlalchemy as sa
from alembic import op

revision = "20261127h"
down_revision = "20261127c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.add_column("person", sa.Column("wants_answers", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("person", "wants_answers")
