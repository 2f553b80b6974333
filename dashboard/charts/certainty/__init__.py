"""Charts of how sure a verdict is, and of cause."""
