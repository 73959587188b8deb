"""The device in the client's hands: a window that shows one document and the place to sign, and nothing else."""
