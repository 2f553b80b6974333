"""Readers of answers that are too long to stand beside their questions, and what rows of `trade` have in common."""
