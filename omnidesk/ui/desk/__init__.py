"""The desk: the deals that there are, found, opened and put away."""
