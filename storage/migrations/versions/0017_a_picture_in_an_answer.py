"""An answer can go out with a picture that somebody sent in its thread.

A program of the step before goes on beside this one: what it publishes goes out without its picture.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer", sa.Column("picture", sa.String(), server_default="", nullable=False))
