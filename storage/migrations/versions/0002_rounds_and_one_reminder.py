"""Rounds and one reminder: when a later round began, when an expert was asked, which reminder stands.

Every column may be left out, so that a program of the step before can go on writing beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("round_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("question", sa.Column("asked_expert_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("question", sa.Column("reminder_id", sa.String(), nullable=False, server_default=""))
