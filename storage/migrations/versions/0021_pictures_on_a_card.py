"""A card shows the picture that a citizen sent, by the chat's own id for our copy of it.

A program of the step before goes on beside this one: it shows pictures in the thread alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("remark", sa.Column("pictures", sa.String(), server_default="", nullable=False))
