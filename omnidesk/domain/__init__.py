"""Values and rules: what a deal is, what it costs and why. Pure functions over frozen values; no I/O, no Qt."""
