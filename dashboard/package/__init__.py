"""Reads data/processed, and what can be asked of it; nothing here knows a page."""
