"""The charts: what a chart is, how all of them look, and one folder for each topic."""
