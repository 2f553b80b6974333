"""From frames to the published package: redaction, ledgers, the descriptor, and the exchange of folders."""
