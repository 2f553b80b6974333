"""Charts of foreign investment in the second country of the article."""
