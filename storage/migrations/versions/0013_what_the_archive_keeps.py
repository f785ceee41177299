"""What is worth keeping in the archive, why, and when it was exported.

A program of the step before goes on beside this one: it knows no flag, and what it erases was flagged by nobody.
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.types import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("archive_flag", sa.String(), server_default="", nullable=False))
    op.add_column("question", sa.Column("archive_reason", sa.String(), server_default="", nullable=False))
    op.add_column("question", sa.Column("archived_at", UtcDateTime(), nullable=True))
