"""Smaller models from a trained one: neurons taken out, or a smaller model taught by it."""
