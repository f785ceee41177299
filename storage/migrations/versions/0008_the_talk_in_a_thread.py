"""A proposal stands on several remarks; former cards' threads; what was left out of a remark; our messages that quote it.

Every column has a default in the database, so that a program of the step before can go on writing beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer", sa.Column("sources", sa.String(), server_default="", nullable=False))
    op.add_column("remark", sa.Column("left_out", sa.String(), server_default="", nullable=False))
    op.add_column("remark", sa.Column("notes", sa.String(), server_default="", nullable=False))
    op.execute("UPDATE answer SET sources = CAST(source_remark_id AS VARCHAR) WHERE source_remark_id IS NOT NULL")
    op.create_table(
        "former_card",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"]),
        sa.PrimaryKeyConstraint("channel", "card_id"),
    )
    op.create_index("ix_former_card_question_id", "former_card", ["question_id"])
