"""A world of answers as the publishers send them, made up by a rule: as many as life holds, none of them real."""
