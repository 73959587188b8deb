"""Tables of clients and deals from other programs: read, mapped, shown, and only then written."""
