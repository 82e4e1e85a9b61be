"""The record: every shop's schema, items, reviews, links and imports in SQL (SQLite by default, PostgreSQL by URL)."""
