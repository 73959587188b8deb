"""The live meeting: the client's window, the presenter's console, and what-if in the room."""
