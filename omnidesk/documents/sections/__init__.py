"""One module a feature: ``flowables(proposal, style)``."""
