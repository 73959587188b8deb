"""The window of settings: company, numbering, region, policy, protection, safety copies, profile files."""
