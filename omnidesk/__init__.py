"""OmniDesk: proposals and contracts, from discovery answers to a signed PDF, without a network."""

__version__ = "0.1.0"
