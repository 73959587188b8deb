"""Settings: declared once, kept where each belongs, handed out as one file."""
