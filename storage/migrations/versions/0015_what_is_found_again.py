"""What answered questions are about, in numbers, so that they are found again; and which of them a question resembles.

A program of the step before goes on beside this one: what it publishes is not found, and what it erases tells no words here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earlier_meaning",
        sa.Column("meaning", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"]),
        sa.PrimaryKeyConstraint("meaning", "question_id"),
    )
    op.create_index(op.f("ix_earlier_meaning_question_id"), "earlier_meaning", ["question_id"])
    op.add_column("question", sa.Column("resembles_id", sa.Integer(), nullable=True))
