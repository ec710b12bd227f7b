"""What Alembic runs: migrations inside the transaction that the store opened."""

from alembic import context

from locator.store.rows import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
