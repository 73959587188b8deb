"""The local store: every deal in SQLite, append-only revisions."""
