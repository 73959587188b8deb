"""Documents: reportlab draws what the proposal value holds. They format and never compute."""
