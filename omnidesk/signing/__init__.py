"""Identities, sealing and verifying PDFs with pyHanko."""
