"""Which of our messages show a citizen's words is asked whenever somebody writes under one of them."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_copy_message", "copy", ["channel", "message_id"])
