"""Migrations of the profiles, run by `knowledge.store.engine.upgrade`."""
