"""Tables computed from the observed and curated ones, without judgement: one module per table."""
