"""Where words of a citizen are shown outside the thread of the question, so that these copies can follow an edit or deletion.

A program of the step before goes on beside this one: it knows nothing of the table, and its copies follow nothing, as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("question_id", "channel", "message_id"),
    )
    op.create_index("ix_copy_question_id", "copy", ["question_id"])
    op.create_index("ix_copy_delivery_id", "copy", ["delivery_id"])
