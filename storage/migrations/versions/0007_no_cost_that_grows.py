"""Indexes for what is asked all the time, so that no cost grows with what is done; and when a gate was noted.

Every column may be left out, so that a program of the step before can go on writing beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LAST_OF_POST = "replace(post_id, rtrim(post_id, replace(post_id, '_', '')), '')"
ONLY = (
    ("ix_question_open", "question", ["due_at", "id"], "ended_at IS NULL"),
    ("ix_question_proposal", "question", ["channel", "proposal_id"], "proposal_id <> ''"),
    ("ix_question_uncarded", "question", ["channel"], "card_id = '' AND collection_id IS NULL"),
    ("ix_answer_published_id", "answer", ["published_id"], "published_id <> ''"),
    ("ix_answer_published_at", "answer", ["published_at"], "published_at IS NOT NULL"),
    ("ix_delivery_finished", "delivery", ["finished_at"], "finished_at IS NOT NULL"),
)


def upgrade() -> None:
    op.add_column("destination", sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE question SET ended_at = asked_at WHERE ended_at IS NULL "
        "AND state IN ('published', 'redirected', 'hidden', 'closed', 'withdrawn')"
    )
    for name, table, columns, where in ONLY:
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_index("ix_question_asked", "question", ["asked_at"])
    op.create_index("ix_remark_written", "remark", ["place", "written_at"])
    op.create_index("ix_remark_under", "remark", ["place", sa.text(LAST_OF_POST)])
    op.create_index("ix_history_at", "history", ["at"])
