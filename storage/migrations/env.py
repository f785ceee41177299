"""Alembic's entry: runs the steps on the connection that `storage/engine/schema.py` hands over."""

from alembic import context
from sqlmodel import SQLModel

from storage import tables

connection = context.config.attributes["connection"]
tables.tell_indexes_their_rows(connection.dialect.name)
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
