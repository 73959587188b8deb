"""One page a wizard step, each the same shape."""
