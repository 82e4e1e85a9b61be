"""Alembic's door: runs the migrations on the connection that `bot.store.engine.migrate` hands over."""

from alembic import context

from bot.store.tables import metadata

config = context.config
context.configure(
    connection=config.attributes["connection"],
    target_metadata=metadata,
    version_table=config.attributes["version_table"],
    render_as_batch=True,
)
context.run_migrations()
