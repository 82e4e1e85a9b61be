"""Benchmarks that `make bench` runs. Not part of the product; reaches it only through its commands and its HTTP API."""
