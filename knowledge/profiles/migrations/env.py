"""Alembic's entry: runs the revisions on the connection that `knowledge.store.engine.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from knowledge.profiles.store import CHAIN, metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("migrations run through knowledge.store.engine.upgrade, not through the alembic command")
context.configure(
    connection=connection,
    target_metadata=metadata,
    version_table=CHAIN.version_table,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
