"""Judges the quality of a dialogue from its transcript alone: coherence, repetition, relevance, length, honesty."""
