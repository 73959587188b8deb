"""Safety copies in the window: made by themselves, listed, checked, and the way back."""
