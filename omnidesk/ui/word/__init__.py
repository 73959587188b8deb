"""The contract's way to Word and back."""
