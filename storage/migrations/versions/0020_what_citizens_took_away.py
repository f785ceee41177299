"""A small index of the words that are gone from a page and still kept here, so that the night finds them without a search.

A program of the step before goes on beside this one: it keeps them as long as everything else.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

STILL_KEPT = sa.text("gone_at IS NOT NULL AND text <> ''")


def upgrade() -> None:
    op.create_index("ix_remark_gone", "remark", ["gone_at"], sqlite_where=STILL_KEPT, postgresql_where=STILL_KEPT)
