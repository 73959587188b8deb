"""Writing deals and clients for other programs."""
