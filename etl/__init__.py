"""From what publishers say to the package in data/processed: `python -m etl`."""

import gc
import os

# the products of a build are small: with several threads numpy's linear algebra burns more processor time waiting for
# them than it computes, and the order of its sums would hang on the number of processors
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# imports and a build make millions of objects and hardly a cycle: searching for those less often takes a twentieth off
gc.set_threshold(50_000, 50, 50)
