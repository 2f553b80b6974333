"""Depth: the measures put to work on the tables. One module per published table or pair of tables.

`contract_columns` and `contract_tables` describe what is published; `everything` in `etl.derive` runs the modules.
Every module takes the tables of the package and gives frames; none reads a file but `recounting`, which reads its SQL.
"""
