"""The dashboard: the first reader of the package in `data/processed`, and of nothing else."""

import os

# readers are served side by side by workers; a thread of numpy for each processor costs every worker time at its start
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
