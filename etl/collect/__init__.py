"""From the publishers to data/raw: one client, kept answers, and what a run says of itself."""
