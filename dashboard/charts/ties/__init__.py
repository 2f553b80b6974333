"""Charts of corridor, arms, sanctions and votes."""
