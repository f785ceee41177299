"""How much of a settled question has been erased, so that each night only what is due is looked at.

A program of the step before goes on beside this one: it erases nothing, and what it reopens is erased anew when it has ended.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SOME = "ended_at IS NOT NULL AND erased < 3"


def upgrade() -> None:
    op.add_column("question", sa.Column("erased", sa.Integer(), server_default="0", nullable=False))
    op.create_index(
        "ix_question_erased",
        "question",
        ["erased", "ended_at"],
        sqlite_where=sa.text(SOME),
        postgresql_where=sa.text(SOME),
    )
