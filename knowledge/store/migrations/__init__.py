"""Migrations of the record, run by `knowledge.store.engine.upgrade`."""
