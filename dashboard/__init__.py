"""The dashboard: the first reader of the package in `data/processed`, and of nothing else."""
