"""Tables computed from the observed and curated ones, without judgement: one module per table, named like it.

Modules that are no table serve several: `registry`, `inputs` and `derived` (which table needs which, and what need
not be made again); `current`, `turnover`, `panels`, `pair_lists`, `bounded_years`, `roll_calls`, `pool_fits`, `marks`
and `reporter_gaps` are read by more than one table or by the judge, and a table of theirs would only repeat rows;
`noise` is the half of the uncertainty of ranks that reads mirror gaps.
"""
