"""Keep the notes of versions, and find files by their hash."""

import sqlalchemy as sa
from alembic import op

revision = "20261127f"
down_revision = "20261127e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.add_column("release", sa.Column("notes", sa.String(), nullable=True))
    op.create_index("ix_release_file_sha256", "release_file", ["sha256"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_index("ix_release_file_sha256", "release_file")
    op.drop_column("release", "notes")
