"""Pure functions from arrays and frames to numbers: no file, no network, no clock."""
