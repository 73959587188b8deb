"""The window: draws views and reports choices."""
