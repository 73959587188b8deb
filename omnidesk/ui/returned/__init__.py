"""A file that came back from a client: dropped on the window, judged, shown, and taken as acceptance."""
