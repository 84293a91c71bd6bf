"""Know of each login in which browser it is, and when the person last proved who they are."""

import sqlalchemy as sa
from alembic import op

revision = "20261127j"
down_revision = "20261127i"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.add_column("login", sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("login", sa.Column("browser", sa.String(60), nullable=False, server_default=""))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("login", "browser")
    op.drop_column("login", "proven_at")
