"""Whose turn it is to read a page, and when it was last read to every end, so that replicas share the reading.

Every column may be left out, so that a program of the step before can go on writing beside this one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("page_cursor", sa.Column("full_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("page_cursor", sa.Column("reader", sa.String(), nullable=False, server_default=""))
    op.add_column("page_cursor", sa.Column("reader_until", sa.DateTime(timezone=True), nullable=True))
