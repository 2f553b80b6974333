"""From what publishers say to the package in data/processed: `python -m etl`."""

import gc
import os

# the products of a build are small: with several threads numpy's linear algebra burns more processor time waiting for
# them than it computes, and the order of its sums would hang on the number of processors
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# imports and a build make millions of objects and hardly a cycle: searching for those took a fiftieth of a build
gc.set_threshold(500_000, 50, 50)
