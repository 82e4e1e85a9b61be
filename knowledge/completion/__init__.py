"""Completion of a graph: which links are likely missing. Predictions are marked as such and never facts of a reply."""
