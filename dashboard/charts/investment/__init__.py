"""Charts of foreign investment in Iran."""
