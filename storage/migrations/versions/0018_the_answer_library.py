"""Answers that the desk keeps for the next who asks, each until a day.

A program of the step before goes on beside this one: what it erases or takes down stays here until this one does, too.
"""

import sqlalchemy as sa
from alembic import op

from storage.engine.types import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "library_answer",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("valid_until", UtcDateTime(), nullable=False),
        sa.Column("kept_by_id", sa.String(), nullable=False),
        sa.Column("kept_by_name", sa.String(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"]),
        sa.PrimaryKeyConstraint("question_id"),
    )
    op.create_index(op.f("ix_library_answer_page"), "library_answer", ["page"])
