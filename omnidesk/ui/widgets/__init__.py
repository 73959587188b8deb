"""Reused widgets that know no domain verb."""
