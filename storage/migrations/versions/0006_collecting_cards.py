"""Collecting cards: the card that stands for many questions under one post, and which questions are lines of it.

Every column may be left out, so that a program of the step before can go on writing beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_QUESTION = sa.table(
    "question", sa.column("id", sa.Integer), sa.column("post_id", sa.String), sa.column("post_last", sa.String)
)


def upgrade() -> None:
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("post_last", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("card_drawn", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("page", "post_last"),
    )
    op.create_index("ix_collection_card", "collection", ["channel", "card_id"])
    op.add_column("question", sa.Column("post_last", sa.String(), nullable=False, server_default=""))
    op.add_column("question", sa.Column("collection_id", sa.Integer(), nullable=True))
    _fill()
    op.create_index("ix_question_post", "question", ["page", "post_last", "asked_at"])
    op.create_index("ix_question_collection_id", "question", ["collection_id"])


def _fill() -> None:
    """The part of the post's identifier by which it is compared, for the questions that stand there already."""
    connection = op.get_bind()
    known = connection.execute(sa.select(_QUESTION.c.id, _QUESTION.c.post_id).where(_QUESTION.c.post_id != "")).all()
    for question_id, post_id in known:
        first, _, last = post_id.rpartition("_")
        segment = last if first and last.isdigit() else post_id
        connection.execute(sa.update(_QUESTION).where(_QUESTION.c.id == question_id).values(post_last=segment))
