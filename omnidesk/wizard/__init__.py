"""Wizard steps as values: what each step shows and what a choice does. No Qt, no I/O."""
