"""What a table is, and every table there is: the contract between the two houses."""
