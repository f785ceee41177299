"""Fingerprints of finds of which the desk has said that they are no personal data.

A program of the step before goes on beside this one: it masks what this one shows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("no_data", sa.String(), server_default="", nullable=False))
