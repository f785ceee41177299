"""Whether words that are gone from a page were deleted by us, so that no card says that the citizen did it.

A program of the step before goes on beside this one: it says so all the same.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("remark", sa.Column("gone_by", sa.String(), server_default="", nullable=False))
