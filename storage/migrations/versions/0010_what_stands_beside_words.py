"""What is attached to a citizen's words, and what they answer.

Both columns have a default in the database, so that a program of the step before can go on writing beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("remark", sa.Column("attached", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("remark", sa.Column("parent_last", sa.String(), server_default="", nullable=False))
    op.create_index(
        "ix_remark_answers",
        "remark",
        ["place", "parent_last"],
        sqlite_where=sa.text("parent_last <> ''"),
        postgresql_where=sa.text("parent_last <> ''"),
    )
