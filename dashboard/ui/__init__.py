"""The pieces that pages are made of, as Dash components and as plain HTML."""
