"""The address book on the desk: clients found, changed, made one, and their deals."""
