"""The live commands of the command line."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the live commands to `app`."""
