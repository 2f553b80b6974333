"""From the publishers to data/raw: one client, stored answers, and the report of a run."""
