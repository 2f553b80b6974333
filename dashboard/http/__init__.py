"""Addresses of data and charts, the answers behind them, and their compression."""
