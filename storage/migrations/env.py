"""Alembic's entry: runs the steps on the connection that `storage/engine/schema.py` hands over."""

from alembic import context

from storage.engine import schema

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=schema.all_tables(connection.dialect.name),
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
